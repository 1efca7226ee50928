"""How the pictures of gfrun look: the same colours, letters and labels in all of them."""
