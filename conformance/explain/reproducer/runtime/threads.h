// Calls in a thread of their own. Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

#include <pthread.h>

struct turn {
  int (*make)(void);
  int came;
};

static void* on_turn(void* argument) {
  struct turn* const turn = argument;
  turn->came = turn->make();
  return NULL;
}

static inline int in_thread(int (*make)(void)) {
  struct turn turn = {make, 2};
  pthread_t thread;
  if (pthread_create(&thread, NULL, on_turn, &turn) != 0) return 2;
  pthread_join(thread, NULL);
  return turn.came;
}
