/* Uses NAME, which the DDI version on the command line has or has not.
 * SPDX-License-Identifier: Apache-2.0 */
#include <sys/conf.h>
#include <sys/cred.h>
#include <sys/ddi.h>
#include <sys/kmem.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/vm.h>

int uses_it(void);
int uses_it(void) { return sizeof(&NAME) != 0; }
