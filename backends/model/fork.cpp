// The fork handlers. The mapping table needs none of them to stay whole; they carry out what the documents say about
// locks.
// SPDX-License-Identifier: Apache-2.0
#include "fork.hpp"

#include <pthread.h>

#include <mutex>

#include "session.hpp"

namespace mapproof::model {
namespace {

// Held over fork(), so that a child never finds the list half changed. Nothing that may run in a signal handler takes
// it.
std::mutex list_mutex;
mapproof_session* first_session = nullptr;

// Before the child exists its share in every frame is counted: afterwards the parent might already have given some
// back.
void before_fork() {
  list_mutex.lock();
  for (mapproof_session* session = first_session; session != nullptr; session = session->next) {
    Extent extent = session->table.first_ending_after(0);
    while (extent.end != 0) {
      if (extent.has_frame()) session->memory.share(extent.physical, extent.length());
      extent = session->table.first_ending_after(extent.end);
    }
  }
}

void in_parent() { list_mutex.unlock(); }

// Locks are not inherited, and neither is what locked the whole process.
void in_child() {
  for (mapproof_session* session = first_session; session != nullptr; session = session->next) {
    session->lock_future.store(false, std::memory_order_release);
    session->superlocked.store(false, std::memory_order_release);
    session->table.change(
        {0, UINT64_MAX}, [](Extent& extent) { extent.flags &= ~static_cast<std::uint32_t>(extent_locked); }, no_limits);
  }
  list_mutex.unlock();
}

}  // namespace

void enlist(mapproof_session& session) {
  static const int registered = ::pthread_atfork(before_fork, in_parent, in_child);
  (void)registered;
  const std::lock_guard<std::mutex> guard(list_mutex);
  session.next = first_session;
  if (first_session != nullptr) first_session->previous = &session;
  first_session = &session;
}

void delist(mapproof_session& session) {
  const std::lock_guard<std::mutex> guard(list_mutex);
  if (session.previous != nullptr) session.previous->next = session.next;
  if (session.next != nullptr) session.next->previous = session.previous;
  if (first_session == &session) first_session = session.next;
}

}  // namespace mapproof::model
