// Announces fork() to every cache of the process.
// SPDX-License-Identifier: Apache-2.0
#include "fork.hpp"

#include <pthread.h>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <vector>

#include "state.hpp"

namespace mapproof::offset_cache {
namespace {

// Held over fork(), so that a child never finds the list half changed.
std::mutex list_mutex;
std::vector<mapproof_offset_cache*>& list() {
  static std::vector<mapproof_offset_cache*> caches;
  return caches;
}

void before_fork() {
  list_mutex.lock();
  for (mapproof_offset_cache* cache : list()) cache->generations.begin_change(0, SIZE_MAX);
}

void in_parent() {
  for (mapproof_offset_cache* cache : list()) cache->generations.end_change(0, SIZE_MAX);
  list_mutex.unlock();
}

void in_child() {
  for (mapproof_offset_cache* cache : list()) cache->generations.forget_changes();
  list_mutex.unlock();
}

}  // namespace

void enlist(mapproof_offset_cache& cache) {
  static const int registered = ::pthread_atfork(before_fork, in_parent, in_child);
  (void)registered;
  const std::lock_guard<std::mutex> guard(list_mutex);
  list().push_back(&cache);
}

void delist(mapproof_offset_cache& cache) {
  const std::lock_guard<std::mutex> guard(list_mutex);
  list().erase(std::remove(list().begin(), list().end(), &cache), list().end());
}

}  // namespace mapproof::offset_cache
