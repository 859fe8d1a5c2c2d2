// The parts for calls in threads and signal handlers, in C99 with POSIX.
// SPDX-License-Identifier: Apache-2.0
#include "reproducer_parts.hpp"

namespace mapproof {

const char* const frame_of_threads = R"(
#include <pthread.h>

struct turn {
  int (*make)(void);
  int came;
};

static void *on_turn(void *argument) {
  struct turn *const turn = argument;
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
)";

const char* const frame_of_meetings = R"(
#include <sched.h>
#include <time.h>

/* One of those whose calls meet. */
struct party {
  int (*lap)(uint64_t *saw);
  uint64_t alone[256];
  uint64_t met[256];
};
static struct party parties[16];
static volatile int differs;
static volatile int is_over;
static const time_t patience = 2;

static void meet(struct party *party) {
  memset(party->met, 0, sizeof party->met);
  if (party->lap(party->met) != GOES_ON || memcmp(party->met, party->alone, sizeof party->met) != 0) differs = 1;
}

static void meet_for_a_while(struct party *party) {
  const time_t end = time(NULL) + patience;
  while (!differs && time(NULL) < end) meet(party);
}

static pthread_barrier_t gate;

static void *on_party(void *party) {
  pthread_barrier_wait(&gate);
  meet_for_a_while(party);
  return NULL;
}

static inline int meet_in_threads(unsigned count) {
  pthread_t threads[16];
  pthread_barrier_init(&gate, NULL, count);
  for (unsigned i = 0; i < count; ++i) {
    if (pthread_create(&threads[i], NULL, on_party, &parties[i]) != 0) exit(2);
  }
  for (unsigned i = 0; i < count; ++i) pthread_join(threads[i], NULL);
  return differs;
}

static volatile sig_atomic_t handled;
static pthread_t interrupted;

static void on_interruption(int number) {
  (void)number;
  meet(&parties[1]);
  ++handled;
}

/* Stands in for the alarm, whose signal is now the one that interrupts. */
static void *interrupt(void *unused) {
  const time_t end = time(NULL) + 5 * patience;
  while (!is_over) {
    const sig_atomic_t before = handled;
    pthread_kill(interrupted, SIGALRM);
    while (handled == before && !is_over) {
      if (time(NULL) >= end) on_signal(SIGALRM);
      sched_yield();
    }
  }
  return unused;
}

static inline int meet_in_handler(void) {
  pthread_t thread;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interruption;
  action.sa_flags = SA_RESTART;
  alarm(0);
  sigaction(SIGALRM, &action, NULL);
  interrupted = pthread_self();
  if (pthread_create(&thread, NULL, interrupt, NULL) != 0) return 2;
  meet_for_a_while(&parties[0]);
  is_over = 1;
  pthread_join(thread, NULL);
  return differs;
}

static volatile int came_back;

static void *on_cancelled_party(void *party) {
  pthread_cancel(pthread_self());
  meet(party);
  came_back = 1;
  return NULL;
}

static inline int meet_in_cancelled_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, on_cancelled_party, &parties[0]) != 0) return 2;
  pthread_join(thread, NULL);
  return !came_back || differs;
}
)";

}  // namespace mapproof
