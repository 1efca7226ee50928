internal import CHDF5

/// An HDF5 identifier that is closed when its owner ends.
struct Handle: ~Copyable, Sendable {
  /// What the identifier names, and so which call closes it.
  enum Kind: Sendable {
    case file, group, dataset, dataspace, datatype, attribute, propertyList
  }

  let id: hid_t
  private let kind: Kind

  /// Takes ownership of what an HDF5 call returned.
  ///
  /// - Throws: `HDF5Error` where the call failed.
  init(_ kind: Kind, _ id: hid_t, _ place: Place) throws(HDF5Error) {
    self.id = try place.check(id)
    self.kind = kind
  }

  deinit {
    let (id, kind) = (id, kind)
    Library.locked {
      // A close that fails leaves nothing to be done: files being built live in memory only.
      _ =
        switch kind {
        case .file: H5Fclose(id)
        case .group: H5Gclose(id)
        case .dataset: H5Dclose(id)
        case .dataspace: H5Sclose(id)
        case .datatype: H5Tclose(id)
        case .attribute: H5Aclose(id)
        case .propertyList: H5Pclose(id)
        }
    }
  }
}
