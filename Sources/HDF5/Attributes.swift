internal import CHDF5

/// The value of an attribute.
package enum AttributeValue: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case integers([Int])
  case number(Double)
  case numbers([Double])
}

/// The attributes of a group or of a dataset; those of the root group are the file's.
package struct Attributes: Sendable {
  fileprivate enum Owner: Sendable {
    case group(Group)
    case dataset(Dataset)
  }

  fileprivate let owner: Owner

  private var id: hid_t {
    switch owner {
    case .group(let group): group.handle.id
    case .dataset(let dataset): dataset.handle.id
    }
  }

  private func place(_ operation: String, _ name: String = "") -> Place {
    let location =
      switch owner {
      case .group(let group): group.location
      case .dataset(let dataset): dataset.location
      }
    return Place(operation, name.isEmpty ? location : location + "@" + name)
  }
}

extension Group {
  /// The attributes of the group.
  package var attributes: Attributes { Attributes(owner: .group(self)) }
}

extension Dataset {
  /// The attributes of the dataset.
  package var attributes: Attributes { Attributes(owner: .dataset(self)) }
}

extension Attributes {
  /// Makes an attribute.
  ///
  /// - Throws: `HDF5Error` where there is one of that name.
  package func set(_ name: String, _ value: AttributeValue) throws(HDF5Error) {
    switch value {
    case .text(let text): try setText(name, text)
    case .integer(let number): try set(name, [number], isScalar: true)
    case .integers(let numbers): try set(name, numbers)
    case .number(let number): try set(name, [number], isScalar: true)
    case .numbers(let numbers): try set(name, numbers)
    }
  }

  /// Makes an attribute that is an array of numbers, or one number.
  ///
  /// - Throws: `HDF5Error` where there is one of that name.
  func set<Number: StoredNumber>(
    _ name: String, _ values: [Number], isScalar: Bool = false
  ) throws(HDF5Error) {
    let place = place("write attribute", name)
    try Library.locked { () throws(HDF5Error) in
      // netCDF writes attributes without elements as a null dataspace; so do we.
      let space =
        if isScalar {
          try Handle(.dataspace, H5Screate(H5S_SCALAR), place)
        } else if values.isEmpty {
          try Handle(.dataspace, H5Screate(H5S_NULL), place)
        } else {
          try Handle(
            .dataspace, unsafe H5Screate_simple(1, [hsize_t(values.count)], nil), place)
        }
      let attribute = try make(name, type: Number.numberKind.stored, space: space.id, place)
      guard !values.isEmpty else { return }
      try place.check(unsafe H5Awrite(attribute.id, Number.numberKind.native, values))
    }
  }

  private func setText(_ name: String, _ text: String) throws(HDF5Error) {
    let place = place("write attribute", name)
    try Library.locked { () throws(HDF5Error) in
      let stored = StoredText(text)
      let type = try stored.type(place)
      let space = try Handle(.dataspace, H5Screate(H5S_SCALAR), place)
      let attribute = try make(name, type: type.id, space: space.id, place)
      try place.check(unsafe H5Awrite(attribute.id, type.id, stored.bytes))
    }
  }

  private func make(
    _ name: String, type: hid_t, space: hid_t, _ place: Place
  ) throws(HDF5Error) -> Handle {
    let id = unsafe H5Acreate2(id, name, type, space, gfrun_h5_default(), gfrun_h5_default())
    return try Handle(.attribute, id, place)
  }
}

extension Attributes {
  /// The names, in the order the attributes were made, or by name where a file keeps no order.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func names() throws(HDF5Error) -> [String] {
    let place = place("list the attributes of")
    return try Library.locked { () throws(HDF5Error) in
      let count = try place.check(gfrun_h5_attribute_count(id))
      var names: [String] = []
      for position in 0..<hsize_t(count) {
        names.append(try name(at: position, place))
      }
      return names
    }
  }

  /// Reads an attribute; nil where there is none of that name, or none of a type this project
  /// writes.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func value(_ name: String) throws(HDF5Error) -> AttributeValue? {
    let place = place("read attribute", name)
    return try Library.locked { () throws(HDF5Error) in
      guard try place.check(unsafe H5Aexists(id, name)) > 0 else { return nil }
      let attribute = try Handle(
        .attribute, unsafe H5Aopen(id, name, gfrun_h5_default()), place)
      let type = try Handle(.datatype, H5Aget_type(attribute.id), place)
      let space = try Handle(.dataspace, H5Aget_space(attribute.id), place)
      let count = Int(try place.check(H5Sget_simple_extent_npoints(space.id)))
      let isScalar = H5Sget_simple_extent_type(space.id) == H5S_SCALAR
      switch H5Tget_class(type.id) {
      case H5T_STRING where count == 1:
        return .text(
          try readScalarText(attribute.id, isAttribute: true, type.id, place))
      case H5T_INTEGER:
        let numbers: [Int] = try read(attribute.id, count, place)
        return isScalar ? .integer(numbers[0]) : .integers(numbers)
      case H5T_FLOAT:
        let numbers: [Double] = try read(attribute.id, count, place)
        return isScalar ? .number(numbers[0]) : .numbers(numbers)
      default: return nil
      }
    }
  }

  /// The text of an attribute; nil where there is none, or it is no text.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func text(_ name: String) throws(HDF5Error) -> String? {
    guard case .text(let text) = try value(name) else { return nil }
    return text
  }

  /// The integer of an attribute; nil where there is none, or it is no integer.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func integer(_ name: String) throws(HDF5Error) -> Int? {
    switch try value(name) {
    case .integer(let number): number
    case .integers(let numbers) where numbers.count == 1: numbers[0]
    default: nil
    }
  }

  /// The number of an attribute; nil where there is none, or it is no number.
  ///
  /// - Throws: `HDF5Error` where the file is damaged.
  package func number(_ name: String) throws(HDF5Error) -> Double? {
    switch try value(name) {
    case .number(let number): number
    case .numbers(let numbers) where numbers.count == 1: numbers[0]
    case .integer(let number): Double(number)
    default: nil
    }
  }

  private func read<Number: StoredNumber>(
    _ attribute: hid_t, _ count: Int, _ place: Place
  ) throws(HDF5Error) -> [Number] {
    var numbers = [Number](repeating: .zero, count: count)
    guard count > 0 else { return [] }
    try place.check(unsafe H5Aread(attribute, Number.numberKind.native, &numbers))
    return numbers
  }

  private func name(at position: hsize_t, _ place: Place) throws(HDF5Error) -> String {
    for index in [H5_INDEX_CRT_ORDER, H5_INDEX_NAME] {
      let length = unsafe H5Aget_name_by_idx(
        id, ".", index, H5_ITER_INC, position, nil, 0, gfrun_h5_default())
      if length < 0 { continue }
      return try unsafe readText(length: Int(length), place) { buffer, capacity in
        unsafe H5Aget_name_by_idx(
          id, ".", index, H5_ITER_INC, position, buffer, capacity, gfrun_h5_default())
      }
    }
    throw place.failure("its attributes cannot be listed")
  }
}
