internal import CHDF5

/// A group: a folder in a file, with attributes, datasets and groups in the order they were made.
package final class Group: Sendable {
  let handle: Handle
  /// Keeps the file open as long as anything in it is used.
  let file: File
  /// The path within the file: `/metrics`.
  package let path: String

  init(_ handle: consuming Handle, file: File, path: String) {
    self.handle = handle
    self.file = file
    self.path = path
  }

  var location: String { file.path + ":" + path }

  /// The path of a member within the file.
  func path(of name: String) -> String { path == "/" ? "/" + name : path + "/" + name }

  func place(_ operation: String, _ name: String) -> Place {
    Place(operation, file.path + ":" + path(of: name))
  }

  /// Makes a group in this one.
  ///
  /// - Throws: `HDF5Error` where the name is taken.
  package func makeGroup(_ name: String) throws(HDF5Error) -> Group {
    let place = place("make group", name)
    return try Library.locked { () throws(HDF5Error) in
      let list = try Storage.groupProperties(gfrun_h5_group_create_class(), place)
      let id = unsafe H5Gcreate2(
        handle.id, name, gfrun_h5_default(), list.id, gfrun_h5_default())
      return Group(try Handle(.group, id, place), file: file, path: path(of: name))
    }
  }

  /// Opens a group in this one.
  ///
  /// - Throws: `HDF5Error` where there is none of that name.
  package func group(_ name: String) throws(HDF5Error) -> Group {
    let place = place("open group", name)
    return try Library.locked { () throws(HDF5Error) in
      let id = unsafe H5Gopen2(handle.id, name, gfrun_h5_default())
      return Group(try Handle(.group, id, place), file: file, path: path(of: name))
    }
  }

  /// Opens a dataset in this group.
  ///
  /// - Throws: `HDF5Error` where there is none of that name.
  package func dataset(_ name: String) throws(HDF5Error) -> Dataset {
    let place = place("open dataset", name)
    return try Library.locked { () throws(HDF5Error) in
      let id = unsafe H5Dopen2(handle.id, name, gfrun_h5_default())
      return try Dataset(Handle(.dataset, id, place), file: file, path: path(of: name))
    }
  }

  /// Whether the group has a member of that name.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func contains(_ name: String) throws(HDF5Error) -> Bool {
    let place = place("look up", name)
    return try Library.locked { () throws(HDF5Error) in
      try place.check(unsafe H5Lexists(handle.id, name, gfrun_h5_default())) > 0
    }
  }

  /// Whether the member of that name is a group.
  ///
  /// - Throws: `HDF5Error` where there is no such member.
  package func isGroup(_ name: String) throws(HDF5Error) -> Bool {
    let place = place("look up", name)
    return try Library.locked { () throws(HDF5Error) in
      let id = try place.check(unsafe H5Oopen(handle.id, name, gfrun_h5_default()))
      defer { H5Oclose(id) }
      return H5Iget_type(id) == H5I_GROUP
    }
  }

  /// The names of the members, in the order they were made, or by name in files that keep no order.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func names() throws(HDF5Error) -> [String] {
    let place = Place("list group", location)
    return try Library.locked { () throws(HDF5Error) in
      var info = H5G_info_t()
      try place.check(unsafe H5Gget_info(handle.id, &info))
      var names: [String] = []
      for position in 0..<info.nlinks {
        names.append(try name(at: position, place))
      }
      return names
    }
  }

  private func name(at position: hsize_t, _ place: Place) throws(HDF5Error) -> String {
    for index in [H5_INDEX_CRT_ORDER, H5_INDEX_NAME] {
      let length = unsafe H5Lget_name_by_idx(
        handle.id, ".", index, H5_ITER_INC, position, nil, 0, gfrun_h5_default())
      if length < 0 { continue }
      return try unsafe readText(length: Int(length), place) { buffer, capacity in
        unsafe H5Lget_name_by_idx(
          handle.id, ".", index, H5_ITER_INC, position, buffer, capacity, gfrun_h5_default())
      }
    }
    throw place.failure("its members cannot be listed")
  }
}

/// Reads a text that HDF5 writes with a terminating zero into a buffer of `length` + 1 bytes.
func readText(
  length: Int, _ place: Place, _ read: (UnsafeMutablePointer<CChar>?, Int) -> Int
) throws(HDF5Error) -> String {
  let capacity = length + 1
  var status = 0
  let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
    unsafe buffer.initialize(repeating: 0)
    status = unsafe read(buffer.baseAddress, capacity)
    unsafe buffer[length] = 0
    return unsafe buffer.baseAddress.map { unsafe String(cString: $0) } ?? ""
  }
  try place.check(status)
  return text
}
