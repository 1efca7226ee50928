#pragma once
/* One source, several instruction sets: the loader picks the clone that fits the processor. */
#if defined(__x86_64__) && defined(__linux__) && defined(__clang__)
#define GFK_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define GFK_CLONES
#endif

#define GFK_INLINE static inline __attribute__((always_inline))

/* Lets a loop be vectorised although its output may be one of its inputs (element i only reads
   element i); `restrict` would be a lie there. */
#define GFK_ELEMENTWISE _Pragma("clang loop vectorize(assume_safety)")

/* The correctly rounded square root without errno, which would keep loops from being vectorised. */
#if __has_builtin(__builtin_elementwise_sqrt)
#define GFK_SQRT(x) __builtin_elementwise_sqrt(x)
#else
#define GFK_SQRT(x) __builtin_sqrt(x)
#endif
