// Files. Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

#define NO_OBJECT(call) (fprintf(stderr, "call %d: this system cannot create such a file\n", call), 2)

/* A file of zeros without a name, open for both, for reading and for writing. */
static inline int make_file(off_t length, int* fds) {
  const char* const folder = getenv("TMPDIR");
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
