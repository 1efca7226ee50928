"""TODO"""


def draw(title, content):
    raise NotImplementedError
