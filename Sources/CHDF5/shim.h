#pragma once
#include <hdf5.h>
#include <hdf5_hl.h>
#include <stddef.h>
#include <string.h>

/* What Swift cannot import: macros over H5open(), casts, and calls whose form changed with the library's version. */

static inline hid_t gfrun_h5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t gfrun_h5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t gfrun_h5_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t gfrun_h5_native_int64(void) { return H5T_NATIVE_INT64; }

static inline hid_t gfrun_h5_ieee_f32le(void) { return H5T_IEEE_F32LE; }
static inline hid_t gfrun_h5_ieee_f32be(void) { return H5T_IEEE_F32BE; }
static inline hid_t gfrun_h5_ieee_f64le(void) { return H5T_IEEE_F64LE; }
static inline hid_t gfrun_h5_std_i32le(void) { return H5T_STD_I32LE; }
static inline hid_t gfrun_h5_std_i64le(void) { return H5T_STD_I64LE; }
static inline hid_t gfrun_h5_c_s1(void) { return H5T_C_S1; }

static inline hid_t gfrun_h5_file_access_class(void) { return H5P_FILE_ACCESS; }
static inline hid_t gfrun_h5_file_create_class(void) { return H5P_FILE_CREATE; }
static inline hid_t gfrun_h5_group_create_class(void) { return H5P_GROUP_CREATE; }
static inline hid_t gfrun_h5_dataset_create_class(void) { return H5P_DATASET_CREATE; }

static inline hid_t gfrun_h5_default(void) { return H5P_DEFAULT; }
static inline hid_t gfrun_h5_all(void) { return H5S_ALL; }
static inline hsize_t gfrun_h5_unlimited(void) { return H5S_UNLIMITED; }
static inline unsigned gfrun_h5_truncate(void) { return H5F_ACC_TRUNC; }
static inline unsigned gfrun_h5_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned gfrun_h5_creation_order(void) {
  return H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
}

/* Files are replaced, never changed in place, so a reader needs no lock; and some network file systems have none. */
static inline herr_t gfrun_h5_read_without_locks(hid_t access) {
#if H5_VERSION_GE(1, 12, 1) || (H5_VERSION_GE(1, 10, 7) && !H5_VERSION_GE(1, 11, 0))
  return H5Pset_file_locking(access, 0, 1);
#else
  (void)access;
  return 0;
#endif
}

/* The number of attributes of an object, or a negative number. */
static inline long long gfrun_h5_attribute_count(hid_t object) {
#if H5_VERSION_GE(1, 12, 0)
  H5O_info2_t info;
  if (H5Oget_info3(object, &info, H5O_INFO_NUM_ATTRS) < 0) return -1;
#else
  H5O_info_t info;
  if (H5Oget_info(object, &info) < 0) return -1;
#endif
  return (long long)info.num_attrs;
}

typedef void (*gfrun_h5_name_visitor)(const char *name, void *context);

struct gfrun_h5_name_visit {
  gfrun_h5_name_visitor visitor;
  void *context;
};

static inline herr_t gfrun_h5_visit_name(
    hid_t group, const char *name, const H5L_info_t *info, void *data) {
  (void)group;
  (void)info;
  struct gfrun_h5_name_visit *visit = (struct gfrun_h5_name_visit *)data;
  visit->visitor(name, visit->context);
  return 0;
}

/* Tells the name of each link of a group. */
static inline herr_t gfrun_h5_each_name(
    hid_t group, H5_index_t index, H5_iter_order_t order, gfrun_h5_name_visitor visitor, void *context) {
  struct gfrun_h5_name_visit visit = {visitor, context};
  return H5Literate(group, index, order, NULL, gfrun_h5_visit_name, &visit);
}

static inline herr_t gfrun_h5_silence(void) { return H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

struct gfrun_h5_text {
  char *bytes;
  size_t capacity;
};

static inline herr_t gfrun_h5_first_reason(unsigned depth, const H5E_error2_t *error, void *data) {
  struct gfrun_h5_text *text = (struct gfrun_h5_text *)data;
  if (depth == 0 && error->desc != NULL) {
    strncpy(text->bytes, error->desc, text->capacity - 1);
    text->bytes[text->capacity - 1] = 0;
  }
  return 0;
}

/* Copies the innermost entry of this thread's error stack: what really went wrong; the rest says who was calling. */
static inline void gfrun_h5_reason(char *bytes, size_t capacity) {
  struct gfrun_h5_text text = {bytes, capacity};
  bytes[0] = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, gfrun_h5_first_reason, &text);
}

/* Reads one string of variable length and gives its memory back; returns its full length, or a negative number. */
static inline long long gfrun_h5_read_variable_text(
    hid_t object, int is_attribute, hid_t type, char *bytes, size_t capacity) {
  char *text = NULL;
  herr_t status = is_attribute ? H5Aread(object, type, &text)
                               : H5Dread(object, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &text);
  if (status < 0) return -1;
  size_t length = text == NULL ? 0 : strlen(text);
  if (text != NULL && bytes != NULL && length < capacity) memcpy(bytes, text, length + 1);
  if (text != NULL) H5free_memory(text);
  return (long long)length;
}
