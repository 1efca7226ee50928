#ifndef GFK_CLOUD_TARGETS_H
#define GFK_CLOUD_TARGETS_H

/* One function, compiled for several instruction sets and chosen when the program is loaded.
 * Every clone computes the same bits: contraction is off and no loop reassociates a sum
 * unless its source spells the lanes out. */
#if defined(__x86_64__) && defined(__linux__)
#define CLOUD_TARGETS \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLOUD_TARGETS
#endif

/* The correctly rounded square root without errno, which would keep loops from being vectorised. */
#if __has_builtin(__builtin_elementwise_sqrt)
#define CLOUD_SQRT(x) __builtin_elementwise_sqrt(x)
#else
#define CLOUD_SQRT(x) __builtin_sqrt(x)
#endif

#define CLOUD_INLINE static inline __attribute__((always_inline))

#endif
