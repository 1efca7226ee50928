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
      // Sorting many links, HDF5 1.10 frees what it has not read yet where one of them is damaged;
      // their index has them in order already.
      let order = info.storage_type == H5G_STORAGE_TYPE_DENSE ? H5_ITER_NATIVE : H5_ITER_INC
      if let names = linkNames(by: H5_INDEX_CRT_ORDER, order) { return names }
      guard let names = linkNames(by: H5_INDEX_NAME, order) else {
        throw place.failure("its members cannot be listed")
      }
      return names.sorted()
    }
  }

  /// The names of the members as an index has them; nil where it is missing or damaged.
  private func linkNames(by index: H5_index_t, _ order: H5_iter_order_t) -> [String]? {
    var names: [String] = []
    let status = unsafe withUnsafeMutablePointer(to: &names) { names in
      unsafe gfrun_h5_each_name(
        handle.id, index, order,
        { name, context in
          guard let name = unsafe name, let context = unsafe context else { return }
          unsafe context.assumingMemoryBound(to: [String].self).pointee
            .append(unsafe String(cString: name))
        }, names)
    }
    return status < 0 ? nil : names
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
