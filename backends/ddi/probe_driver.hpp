// The driver with which the checks listen to a framework: it records every call and answers as told.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace mapproof::ddi {

/// One call that the framework made.
struct ProbeCall {
  enum class Entry { open, close, mmap } entry;
  std::uint32_t channel = 0;
  std::size_t offset = 0;
  std::uint32_t protection = 0;
};

/// What the probe answers.
struct ProbeBehaviour {
  bool has_mmap = true;
  std::size_t length = SIZE_MAX;  ///< offsets from here on get NOPAGE
  std::uint32_t refused_protection = 0;
};

/// Must outlive its attachment. Valid pages are asked from the framework itself, through the contract's page_id().
class ProbeDriver {
 public:
  ProbeDriver(const mapproof_backend& table, mapproof_session* session, ProbeBehaviour behaviour = {});
  ~ProbeDriver() = default;
  ProbeDriver(const ProbeDriver&) = delete;
  ProbeDriver& operator=(const ProbeDriver&) = delete;

  const mapproof_driver& driver() const { return driver_; }

  std::vector<ProbeCall> calls(ProbeCall::Entry entry) const;
  /// The offsets that mmap was asked for, in order.
  std::vector<std::size_t> asked_offsets() const;

 private:
  static int config_add(const mapproof_driver* self, std::uint64_t key, void** instance);
  static int open(const mapproof_driver* self, void* instance, std::uint32_t* channel, std::uint32_t access);
  static int close(const mapproof_driver* self, void* instance, std::uint32_t channel);
  static mapproof_page_id mmap(const mapproof_driver* self, void* instance, std::uint32_t channel, std::size_t offset,
                               std::uint32_t protection);
  static ProbeDriver& of(const mapproof_driver* self) { return *static_cast<ProbeDriver*>(self->context); }
  void record(const ProbeCall& call);

  const mapproof_backend& table_;
  mapproof_session* session_;
  ProbeBehaviour behaviour_;
  mapproof_driver driver_{};
  std::uint64_t key_ = 0;
  mutable std::mutex mutex_;
  std::vector<ProbeCall> calls_;
};

}  // namespace mapproof::ddi
