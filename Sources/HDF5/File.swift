internal import CHDF5

/// An HDF5 file: one that is being built in memory, or one on disk that is read.
///
/// Nothing is ever changed in place. A file is built in memory, its `image()` is published as a
/// whole, and so no reader, crash or full disk can meet half of one.
package final class File: Sendable {
  /// The path given, for errors.
  package let path: String
  let handle: Handle

  private init(path: String, handle: consuming Handle) {
    self.path = path
    self.handle = handle
  }

  /// A new file in memory, readable by HDF5 1.8 and as netCDF-4.
  ///
  /// - Parameter path: where it is going to be published, for errors only.
  /// - Returns: the file, empty.
  /// - Throws: `HDF5Error`.
  package static func building(_ path: String) throws(HDF5Error) -> File {
    let place = Place("build", path)
    let handle = try Library.locked { () throws(HDF5Error) in
      let access = try accessProperties(place)
      try place.check(H5Pset_fapl_core(access.id, 1 << 16, false))
      let creation = try Storage.groupProperties(gfrun_h5_file_create_class(), place)
      try place.check(H5Pset_istore_k(creation.id, Storage.indexRank))
      // The core driver never touches the disk, but two files of one name cannot be open at once.
      let name = "gfrun-in-memory-\(Sequence.next())"
      let id = unsafe H5Fcreate(name, gfrun_h5_truncate(), creation.id, access.id)
      return try Handle(.file, id, place)
    }
    return File(path: path, handle: handle)
  }

  /// Opens a file for reading, without taking a lock on it.
  ///
  /// - Throws: `HDF5Error` where it is missing, unreadable, no HDF5 file or a damaged one.
  package static func open(_ path: String) throws(HDF5Error) -> File {
    let place = Place("open", path)
    let handle = try Library.locked { () throws(HDF5Error) in
      let access = try accessProperties(place)
      try place.check(gfrun_h5_read_without_locks(access.id))
      let id = unsafe H5Fopen(path, gfrun_h5_read_only(), access.id)
      return try Handle(.file, id, place)
    }
    return File(path: path, handle: handle)
  }

  /// The group that contains everything else.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func root() throws(HDF5Error) -> Group {
    let place = Place("open group", path + ":/")
    return try Library.locked { () throws(HDF5Error) in
      let id = unsafe H5Gopen2(handle.id, "/", gfrun_h5_default())
      return Group(try Handle(.group, id, place), file: self, path: "/")
    }
  }

  /// The bytes of the file as it would lie on disk.
  ///
  /// - Throws: `HDF5Error`.
  package func image() throws(HDF5Error) -> [UInt8] {
    let place = Place("build", path)
    return try Library.locked { () throws(HDF5Error) in
      try place.check(H5Fflush(handle.id, H5F_SCOPE_GLOBAL))
      let size = try place.check(H5Fget_file_image(handle.id, nil, 0))
      var status = 0
      var bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        status = unsafe H5Fget_file_image(handle.id, buffer.baseAddress, size)
        count = max(0, status)
      }
      try place.check(status)
      Superblock.sealChecksum(of: &bytes)
      return bytes
    }
  }

  private static func accessProperties(_ place: Place) throws(HDF5Error) -> Handle {
    let list = try Handle(.propertyList, H5Pcreate(gfrun_h5_file_access_class()), place)
    try place.check(H5Pset_libver_bounds(list.id, H5F_LIBVER_V18, H5F_LIBVER_V18))
    try place.check(H5Pset_fclose_degree(list.id, H5F_CLOSE_STRONG))
    return list
  }
}

/// Numbers that are never handed out twice in a process.
private enum Sequence {
  private nonisolated(unsafe) static var last = 0

  /// The next number; called under the library's lock.
  static func next() -> Int {
    unsafe last += 1
    return unsafe last
  }
}
