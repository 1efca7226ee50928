internal import CHDF5

extension Group {
  /// Writes a scalar text of fixed length: ASCII where the text is, else UTF-8.
  ///
  /// - Throws: `HDF5Error` where the name is taken.
  @discardableResult
  package func writeText(_ name: String, _ text: String) throws(HDF5Error) -> Dataset {
    let place = place("write text", name)
    return try Library.locked { () throws(HDF5Error) in
      let stored = StoredText(text)
      let type = try stored.type(place)
      let space = try Handle(.dataspace, H5Screate(H5S_SCALAR), place)
      let list = try Storage.datasetProperties(place)
      let id = unsafe H5Dcreate2(
        handle.id, name, type.id, space.id, gfrun_h5_default(), list.id, gfrun_h5_default())
      let dataset = try Dataset(Handle(.dataset, id, place), file: file, path: path(of: name))
      try place.check(
        unsafe H5Dwrite(
          dataset.handle.id, type.id, gfrun_h5_all(), gfrun_h5_all(), gfrun_h5_default(),
          stored.bytes))
      return dataset
    }
  }

  /// Writes one text per element of an axis, as netCDF's array of characters (`axis`, `length`).
  ///
  /// Arrays of strings, fixed or variable, break one common reader or another; arrays of characters
  /// open in all of them, and xarray joins them to strings again.
  ///
  /// - Parameters:
  ///   - name: as netCDF wants it, `[a-z][a-z0-9_]*`.
  ///   - texts: one per element of `dimension`.
  ///   - dimension: the outer axis.
  ///   - length: the inner axis, at least as long as the longest text in UTF-8.
  /// - Returns: the dataset, for its attributes.
  /// - Throws: `HDF5Error` where the name is taken.
  @discardableResult
  package func writeTexts(
    _ name: String, _ texts: [String], along dimension: Dimension, length: Dimension
  ) throws(HDF5Error) -> Dataset {
    precondition(texts.count == dimension.size, "one text per element of the axis")
    let place = place("write texts", name)
    var bytes: [UInt8] = []
    for text in texts {
      let padded = Array(text.utf8) + [UInt8](repeating: 0, count: length.size)
      precondition(padded.count <= 2 * length.size, "the inner axis holds the longest text")
      bytes += padded.prefix(length.size)
    }
    let dataset = try Library.locked { () throws(HDF5Error) in
      let type = try Handle(.datatype, H5Tcopy(gfrun_h5_c_s1()), place)
      let space = try dataspace(
        shape: [dimension.size, length.size], unlimited: [false, false], place)
      let list = try Storage.datasetProperties(place)
      try place.check(
        unsafe H5Pset_chunk(list.id, 2, [hsize_t(dimension.size), hsize_t(length.size)]))
      try Storage().setFilters(of: list, bytes: bytes.count, place)
      let id = unsafe H5Dcreate2(
        handle.id, name, type.id, space.id, gfrun_h5_default(), list.id, gfrun_h5_default())
      let dataset = try Dataset(Handle(.dataset, id, place), file: file, path: path(of: name))
      try place.check(
        unsafe H5Dwrite(
          dataset.handle.id, type.id, gfrun_h5_all(), gfrun_h5_all(), gfrun_h5_default(), bytes))
      return dataset
    }
    try dataset.attributes.set("_Encoding", .text("utf-8"))
    try dataset.attach([dimension, length])
    return dataset
  }
}

extension Dataset {
  /// Reads a scalar text, of fixed or variable length.
  ///
  /// - Throws: `HDF5Error` where it is damaged or no text.
  package func readText() throws(HDF5Error) -> String {
    let place = Place("read text", location)
    return try Library.locked { () throws(HDF5Error) in
      let type = try Handle(.datatype, H5Dget_type(handle.id), place)
      guard shape.isEmpty, H5Tget_class(type.id) == H5T_STRING else {
        throw place.failure("it is no text")
      }
      return try readScalarText(handle.id, isAttribute: false, type.id, place)
    }
  }

  /// Reads an array of characters as one text per row.
  ///
  /// - Throws: `HDF5Error` where it is damaged or no such array.
  package func readTexts() throws(HDF5Error) -> [String] {
    let place = Place("read texts", location)
    return try Library.locked { () throws(HDF5Error) in
      let type = try Handle(.datatype, H5Dget_type(handle.id), place)
      guard shape.count == 2, H5Tget_class(type.id) == H5T_STRING, H5Tget_size(type.id) == 1
      else { throw place.failure("it is no array of characters") }
      try checkStorage(bytes: count, place)
      var bytes = [UInt8](repeating: 0, count: count)
      try place.check(
        unsafe H5Dread(
          handle.id, type.id, gfrun_h5_all(), gfrun_h5_all(), gfrun_h5_default(), &bytes))
      return (0..<shape[0]).map { row in
        let characters = bytes[row * shape[1]..<(row + 1) * shape[1]].prefix { $0 != 0 }
        return String(decoding: characters, as: UTF8.self)
      }
    }
  }
}

/// A text as HDF5 stores it: its UTF-8 bytes and a zero.
struct StoredText {
  let bytes: [UInt8]
  let isASCII: Bool

  init(_ text: String) {
    // A zero would end the text for every reader, so it is shown as what it is: something
    // unprintable.
    let utf8 =
      text.utf8.contains(0)
      ? Array(String(text.map { $0 == "\0" ? "�" : $0 }).utf8) : Array(text.utf8)
    isASCII = utf8.allSatisfy { $0 < 0x80 }
    bytes = utf8 + [0]
  }

  /// The fixed-length type of this very text.
  func type(_ place: Place) throws(HDF5Error) -> Handle {
    let type = try Handle(.datatype, H5Tcopy(gfrun_h5_c_s1()), place)
    try place.check(H5Tset_size(type.id, bytes.count))
    try place.check(H5Tset_strpad(type.id, H5T_STR_NULLTERM))
    try place.check(H5Tset_cset(type.id, isASCII ? H5T_CSET_ASCII : H5T_CSET_UTF8))
    return type
  }
}

/// Reads a scalar text from a dataset or an attribute whose type in the file is `type`.
func readScalarText(
  _ id: hid_t, isAttribute: Bool, _ type: hid_t, _ place: Place
) throws(HDF5Error) -> String {
  let flag: Int32 = isAttribute ? 1 : 0
  if try place.check(H5Tis_variable_str(type)) > 0 {
    let length = gfrun_h5_read_variable_text(id, flag, type, nil, 0)
    return try unsafe readText(length: Int(try place.check(length)), place) { buffer, capacity in
      unsafe Int(gfrun_h5_read_variable_text(id, flag, type, buffer, capacity))
    }
  }
  return try unsafe readText(length: H5Tget_size(type), place) { buffer, _ in
    isAttribute
      ? unsafe Int(H5Aread(id, type, buffer))
      : unsafe Int(
        H5Dread(id, type, gfrun_h5_all(), gfrun_h5_all(), gfrun_h5_default(), buffer))
  }
}
