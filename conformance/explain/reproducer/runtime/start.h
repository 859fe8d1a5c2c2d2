// What every reproducer begins with. Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

#define _FILE_OFFSET_BITS 64
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <mapproof/backend.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct mapproof_backend* table;
static struct mapproof_session* session;
static int wrong;
static int over; /* what comes now belongs to the end of the session */

/* Memory of this program itself. */
static char own_space[(1 << 20) + 65536];
static char* own;

#define MISSING(call) (fprintf(stderr, "the backend does not offer %s()\n", call), 2)
#define SET_UP_FAILED(call) (fprintf(stderr, "call %d was refused, and later calls need its result\n", call), 2)

/* The subject crashes, or does not come back. */
static void on_signal(int number) {
  static const char said[] = "wrong: it crashed or did not return\n";
  (void)number;
  if (write(STDERR_FILENO, said, sizeof said - 1) < 0) _exit(1);
  _exit(1);
}

#define TELL(granted, error)                                        \
  printf("actual: %s%s\n", (granted) ? "success" : "refusal with ", \
         (granted)      ? ""                                        \
         : (error) == 0 ? "no errno"                                \
                        : strerror(error))
/* Two addresses that are not of one range. */
#define FAR(one, other) (((one) < (other) ? (other) - (one) : (one) - (other)) >= 0x100000)
static inline void load(const volatile unsigned char* memory, size_t length) {
  for (size_t i = 0; i < length; ++i) (void)memory[i];
}
/* What a function returns if each of its calls was answered so that the next ones make sense. */
#define GOES_ON (-1)
#define DIFFERS(call) (printf("call %d answered differently than in the check\n", call), 0)
