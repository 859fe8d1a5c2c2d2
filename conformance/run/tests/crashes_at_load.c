/* A plugin that does not survive being loaded.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>

__attribute__((constructor)) static void crash_at_load(void) { abort(); }
