// The frame, in C99 with POSIX.
// SPDX-License-Identifier: Apache-2.0
#include "reproducer_frame.hpp"

#include "reproducer_parts.hpp"

namespace mapproof {
namespace {

constexpr const char* start = R"(#define _FILE_OFFSET_BITS 64
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

static const struct mapproof_backend *table;
static struct mapproof_session *session;
static int wrong;
static int over; /* what comes now belongs to the end of the session */

/* Memory of this program itself. */
static char own_space[(1 << 20) + 65536];
static char *own;

#define MISSING(call) (fprintf(stderr, "the backend does not offer %s()\n", call), 2)
#define SET_UP_FAILED(call) (fprintf(stderr, "call %d, whose result others need, was refused\n", call), 2)

/* The subject crashes, or does not come back. */
static void on_signal(int number) {
  static const char said[] = "wrong: it crashed or did not come back\n";
  (void)number;
  if (write(STDERR_FILENO, said, sizeof said - 1) < 0) _exit(1);
  _exit(1);
}

#define TELL(granted, error) \
  printf("came: %s%s\n", (granted) ? "success" : "refusal with ", (granted) ? "" : (error) == 0 ? "no errno" : strerror(error))
/* Two addresses that are not of one range. */
#define FAR(one, other) (((one) < (other) ? (other) - (one) : (one) - (other)) >= 0x100000)
static inline void load(const volatile unsigned char *memory, size_t length) {
  for (size_t i = 0; i < length; ++i) (void)memory[i];
}
/* What a function answers whose calls all came out so that the next ones make sense. */
#define GOES_ON (-1)
#define DIFFERS(call) (printf("call %d answers otherwise than it did to the check\n", call), 0)
)";

constexpr const char* finish = R"(
int main(int argc, char **argv) {
  const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGALRM};
  mapproof_backend_entry_type entry;
  void *library, *symbol;
  struct mapproof_open_outcome opened;
  struct mapproof_open_request request = {sizeof request, ALLOW_WRITE, TARGET, PROFILE};
  int status;

  if (argc < 2 || argc > 3) {
    fprintf(stderr, "usage: %s PLUGIN.so [TARGET]\n", argv[0]);
    return 2;
  }
  library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  symbol = library != NULL ? dlsym(library, "mapproof_backend_entry") : NULL;
  if (symbol == NULL) {
    fprintf(stderr, "%s is no plugin that loads here: %s\n", argv[1], dlerror());
    return 2;
  }
  memcpy(&entry, &symbol, sizeof entry);
  table = entry();
  if (argc == 3) request.target = argv[2];
  own = own_space + (65536 - (uintptr_t)own_space % 65536);
  memset(own, 1, 1 << 20);
  for (size_t i = 0; i < sizeof fatal / sizeof fatal[0]; ++i) signal(fatal[i], on_signal);
  alarm(10);

  opened = table->open(&request);
  if (opened.session == NULL) {
    fprintf(stderr, "the target is refused: %s\n", opened.message);
    return 2;
  }
  session = opened.session;
  status = replay();
  if (status != 0) return status;
  over = 1;
  table->close(session);
  printf("%s: %s\n", wrong ? "wrong" : "right", FINDING);
  return wrong;
}
)";

}  // namespace

std::string framed(const FrameTexts& texts) {
  return "/* Shows alone what the check " + texts.check +
         " found. Written by mapproof-conform.\n *\n * Claim: " + texts.claim + "\n * Source: " + texts.source +
         "\n *\n * Build: cc -I FOLDER/OF/backends/api THIS.c -ldl" + (texts.threads ? " -lpthread" : "") +
         "\n * Run: ./a.out PLUGIN.so [TARGET]; exit code 1 if "
         "the"
         " subject is wrong, 0 if it is right, 2 if it cannot be told.\n */\n" +
         std::string(start) + "\n#define TARGET " + texts.target + "\n#define PROFILE " + texts.profile +
         "\n#define ALLOW_WRITE " + texts.allow_write + "\n#define FINDING " + texts.finding + "\n" +
         (texts.probes ? frame_of_probes : "") + (texts.objects ? frame_of_objects : "") +
         (texts.lists_mappings ? frame_of_looks : "") + (texts.drives ? frame_of_drivers : "") +
         (texts.threads ? frame_of_threads : "") + (texts.meets ? frame_of_meetings : "") + "\n" + texts.globals +
         "\nstatic int replay(void) {\n" + texts.needs + "\n" + texts.body + "  return 0;\n}\n" + finish;
}

}  // namespace mapproof
