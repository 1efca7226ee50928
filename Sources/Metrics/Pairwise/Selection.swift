extension [Double] {
  /// Moves the element of the given rank to its place and returns it (Hoare's selection).
  mutating func selectSmallest(_ rank: Int) -> Double {
    precondition(indices.contains(rank), "a rank needs an element")
    var (low, high) = (0, count - 1)
    while low < high {
      let pivot = self[low + (high - low) / 2]
      var (i, j) = (low, high)
      while i <= j {
        while self[i] < pivot { i += 1 }
        while self[j] > pivot { j -= 1 }
        guard i <= j else { break }
        swapAt(i, j)
        i += 1
        j -= 1
      }
      if rank <= j {
        high = j
      } else if rank >= i {
        low = i
      } else {
        break
      }
    }
    return self[rank]
  }
}
