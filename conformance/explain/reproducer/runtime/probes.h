// Accesses in a child. Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

/* Accesses in a child, so that their fault is an answer; it is none of the check's if it loads something else. */
static pid_t begin_probe(void) {
  const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP};
  const pid_t child = fork();
  for (size_t i = 0; child == 0 && i < sizeof fatal / sizeof fatal[0]; ++i) signal(fatal[i], SIG_DFL);
  return child;
}

static uint32_t end_probe(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) continue;
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) return UINT32_MAX;
  return WIFSIGNALED(status) ? (uint32_t)WTERMSIG(status) : 0;
}
