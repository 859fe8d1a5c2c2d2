// The frame, in C99 with POSIX.
// SPDX-License-Identifier: Apache-2.0
#include "reproducer_frame.hpp"

namespace mapproof {
namespace {

constexpr const char* start = R"(#define _FILE_OFFSET_BITS 64
#define _XOPEN_SOURCE 700
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
static int wrong;

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
#define DIFFERS(call) (printf("call %d answers otherwise than it did to the check\n", call), 0)
)";

constexpr const char* probes = R"(
/* Accesses in a child, so that their fault is an answer. */
static pid_t begin_probe(void) {
  const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP};
  const pid_t child = fork();
  for (size_t i = 0; child == 0 && i < sizeof fatal / sizeof fatal[0]; ++i) signal(fatal[i], SIG_DFL);
  return child;
}

static uint32_t end_probe(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) continue;
  return WIFSIGNALED(status) ? (uint32_t)WTERMSIG(status) : 0;
}
)";

constexpr const char* objects = R"(
#define NO_OBJECT(call) (fprintf(stderr, "call %d: this system gives no such file\n", call), 2)

/* A file of zeros without a name, open for both, for reading and for writing. */
static inline int make_file(off_t length, int *fds) {
  const char *const folder = getenv("TMPDIR");
  char name[4096];
  snprintf(name, sizeof name, "%s/mapproof-XXXXXX", folder != NULL && *folder != 0 ? folder : "/tmp");
  fds[0] = mkstemp(name);
  if (fds[0] == -1) return -1;
  fds[1] = open(name, O_RDONLY);
  fds[2] = open(name, O_WRONLY);
  unlink(name);
  return fds[1] == -1 || fds[2] == -1 ? -1 : ftruncate(fds[0], length);
}

static inline int store_word(int fd, off_t offset, uint32_t value) {
  return pwrite(fd, &value, sizeof value, offset) == (ssize_t)sizeof value ? 0 : -1;
}

static inline uint32_t load_word(int fd, off_t offset) {
  uint32_t value = 0;
  return pread(fd, &value, sizeof value, offset) == (ssize_t)sizeof value ? value : 0;
}
)";

constexpr const char* looks = R"(
#define MOST 4096
struct look {
  size_t count;
  struct mapproof_mapping entries[MOST];
  unsigned long sum;
};
static struct look before, after;
static unsigned long sum;

static void look(struct mapproof_session *session, struct look *here) {
  table->mappings(session, here->entries, MOST, &here->count);
  if (here->count > MOST) here->count = MOST;
}

static inline void sum_view(const unsigned char *view, size_t length) {
  for (size_t i = 0; i < length; ++i) sum = sum * 31 + view[i];
}

static int same(const struct mapproof_mapping *a, const struct mapproof_mapping *b) {
  return a->address == b->address && a->length == b->length && a->protection == b->protection &&
         a->physical == b->physical;
}

/* A device mapping of one look that the other lacks. */
static int lacks(const struct look *here, const struct look *there) {
  for (size_t i = 0; i < here->count; ++i) {
    size_t j = 0;
    if (here->entries[i].physical == UINT64_MAX) continue;
    while (j < there->count && !same(&here->entries[i], &there->entries[j])) ++j;
    if (j == there->count) return 1;
  }
  return 0;
}

/* Memory that is no device mapping may grow, but not shrink. */
static int shrank(const struct look *here, const struct look *there) {
  for (size_t i = 0; i < here->count; ++i) {
    const struct mapproof_mapping *const was = &here->entries[i];
    uintptr_t at = was->address;
    if (was->physical != UINT64_MAX) continue;
    for (size_t j = 0; j < there->count; ++j) {
      const struct mapproof_mapping *const is = &there->entries[j];
      if (is->physical != UINT64_MAX || is->protection != was->protection) continue;
      if (is->address <= at && at < is->address + is->length) at = is->address + is->length;
    }
    if (at < was->address + was->length) return 1;
  }
  return 0;
}

static int differ(const struct look *here, const struct look *there) {
  return lacks(here, there) || lacks(there, here) || shrank(here, there) || here->sum != there->sum;
}
)";

constexpr const char* finish = R"(
int main(int argc, char **argv) {
  const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGALRM};
  mapproof_backend_entry_type entry;
  void *library, *symbol;
  struct mapproof_open_outcome opened;
  struct mapproof_open_request request = {sizeof request, ALLOW_WRITE, TARGET, PROFILE};
  int answer;

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
  answer = replay(opened.session);
  if (answer != 0) return answer;
  table->close(opened.session);
  printf("%s: %s\n", wrong ? "wrong" : "right", FINDING);
  return wrong;
}
)";

}  // namespace

std::string framed(const FrameTexts& texts) {
  return "/* Shows alone what the check " + texts.check +
         " found. Written by mapproof-conform.\n *\n * Claim: " + texts.claim + "\n * Source: " + texts.source +
         "\n *\n * Build: cc -I FOLDER/OF/backends/api THIS.c -ldl\n * Run: ./a.out PLUGIN.so [TARGET]; exit code 1 if "
         "the"
         " subject is wrong, 0 if it is right, 2 if it cannot be told.\n */\n" +
         std::string(start) + "\n#define TARGET " + texts.target + "\n#define PROFILE " + texts.profile +
         "\n#define ALLOW_WRITE " + texts.allow_write + "\n#define FINDING " + texts.finding + "\n" +
         (texts.probes ? probes : "") + (texts.objects ? objects : "") + (texts.lists_mappings ? looks : "") +
         "\nstatic int replay(struct mapproof_session *session) {\n" + texts.needs + "\n" + texts.body +
         "  return 0;\n}\n" + finish;
}

}  // namespace mapproof
