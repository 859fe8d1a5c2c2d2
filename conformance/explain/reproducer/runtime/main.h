// Loads the plugin, opens the target and makes the calls. Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

int main(int argc, char** argv) {
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
    fprintf(stderr, "%s cannot be loaded as a plugin: %s\n", argv[1], dlerror());
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
    fprintf(stderr, "the target was refused: %s\n", opened.message);
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
