#pragma once

/* The clone of the kernels that this processor selects. Results are the same bits within one. */
const char *gfk_kernel_set(void);
