// Calls of several threads at once, of which each was made alone before. Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

#include <pthread.h>
#include <sched.h>
#include <time.h>

/* One of those whose calls race. */
struct racer {
  int (*iteration)(uint64_t* saw);
  uint64_t alone[256];
  uint64_t raced[256];
};
static struct racer racers[16];
static volatile int differs;
static volatile int is_over;
static const time_t patience = 2;

static void race(struct racer* racer) {
  memset(racer->raced, 0, sizeof racer->raced);
  if (racer->iteration(racer->raced) != GOES_ON || memcmp(racer->raced, racer->alone, sizeof racer->raced) != 0)
    differs = 1;
}

static void race_for_a_while(struct racer* racer) {
  const time_t end = time(NULL) + patience;
  while (!differs && time(NULL) < end) race(racer);
}

static pthread_barrier_t gate;

static void* on_racer(void* racer) {
  pthread_barrier_wait(&gate);
  race_for_a_while(racer);
  return NULL;
}

static inline int race_in_threads(unsigned count) {
  pthread_t threads[16];
  pthread_barrier_init(&gate, NULL, count);
  for (unsigned i = 0; i < count; ++i) {
    if (pthread_create(&threads[i], NULL, on_racer, &racers[i]) != 0) exit(2);
  }
  for (unsigned i = 0; i < count; ++i) pthread_join(threads[i], NULL);
  return differs;
}

static volatile sig_atomic_t handled;
static pthread_t interrupted;

/* Leaves errno as it was: the interrupted call may be about to read its own. */
static void on_interruption(int number) {
  const int interrupted_errno = errno;
  (void)number;
  race(&racers[1]);
  ++handled;
  errno = interrupted_errno;
}

/* Stands in for the alarm, whose signal is now the one that interrupts. */
static void* interrupt(void* unused) {
  const time_t end = time(NULL) + 5 * patience;
  while (!is_over) {
    const sig_atomic_t so_far = handled;
    pthread_kill(interrupted, SIGALRM);
    while (handled == so_far && !is_over) {
      if (time(NULL) >= end) on_signal(SIGALRM);
      sched_yield();
    }
  }
  return unused;
}

static inline int race_in_handler(void) {
  pthread_t thread;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interruption;
#ifdef SA_RESTART /* QNX has none */
  action.sa_flags = SA_RESTART;
#endif
  alarm(0);
  sigaction(SIGALRM, &action, NULL);
  interrupted = pthread_self();
  if (pthread_create(&thread, NULL, interrupt, NULL) != 0) return 2;
  race_for_a_while(&racers[0]);
  is_over = 1;
  pthread_join(thread, NULL);
  return differs;
}

static volatile int came_back;

static void* on_cancelled_racer(void* racer) {
  pthread_cancel(pthread_self());
  race(racer);
  came_back = 1;
  return NULL;
}

static inline int race_in_cancelled_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, on_cancelled_racer, &racers[0]) != 0) return 2;
  pthread_join(thread, NULL);
  return !came_back || differs;
}
