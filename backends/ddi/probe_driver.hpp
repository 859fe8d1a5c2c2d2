// The driver with which the checks listen to a framework: it records every call and answers as told.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

namespace mapproof::ddi {

/// One call that the framework made.
struct ProbeCall {
  enum class Entry { config_add, config_modify, config_remove, open, close, mmap } entry;
  std::uint32_t channel = 0;  ///< before DDI 8: the device number
  std::size_t offset = 0;
  std::uint32_t protection = 0;
  const void* instance = nullptr;
  std::uint64_t key = 0;
  bool before_8 = false;  ///< mmap only: by the entry point that drivers had before DDI 8
  std::thread::id thread{};
};

/// What the probe is and answers.
struct ProbeBehaviour {
  bool has_mmap = true;
  std::size_t length = SIZE_MAX;  ///< offsets from here on get NOPAGE
  std::uint32_t refused_protection = 0;
  std::uint32_t ddi_version = 80;
  bool has_both_forms = false;  ///< of the mmap entry point, whatever the version is
  bool has_instances = true;    ///< false: a software-only driver, which takes no part in configuration
  std::uint32_t channel_count = 4;
  std::uint32_t redirects_from = UINT32_MAX;  ///< open of this channel answers with the next one
  int add_error = 0;
  int close_error = 0;
  std::size_t pages_per_channel = 0;  ///< by how many pages the memory of a channel lies behind that of the one before
  /// Runs inside the mmap entry point before it answers.
  std::function<void(const ProbeCall&)> inside{};
  /// Answers instead of the probe.
  std::function<mapproof_page_id(const ProbeCall&)> answer{};
};

/// Must outlive its attachment. Valid pages are asked from the framework itself, through the contract's page_id().
class ProbeDriver {
 public:
  ProbeDriver(const mapproof_backend& table, mapproof_session* session, ProbeBehaviour behaviour = {});
  ~ProbeDriver() = default;
  ProbeDriver(const ProbeDriver&) = delete;
  ProbeDriver& operator=(const ProbeDriver&) = delete;

  const mapproof_driver& driver() const { return driver_; }

  /// All calls in their order, or those of one entry point.
  std::vector<ProbeCall> calls() const;
  std::vector<ProbeCall> calls(ProbeCall::Entry entry) const;
  /// The offsets that mmap was asked for, in order.
  std::vector<std::size_t> asked_offsets() const;
  /// The key that the newest instance has now.
  std::uint64_t key() const;

  /// The framework's id of a page of the newest instance's memory, by what a driver of this version has for it.
  mapproof_page_id page_at(std::size_t offset) const;

 private:
  struct Instance {
    std::uint64_t key;
  };

  static int config_add(const mapproof_driver* self, std::uint64_t key, void** instance);
  static int config_modify(const mapproof_driver* self, void* instance, std::uint64_t key);
  static int config_remove(const mapproof_driver* self, void* instance);
  static int open(const mapproof_driver* self, void* instance, std::uint32_t* channel, std::uint32_t access);
  static int close(const mapproof_driver* self, void* instance, std::uint32_t channel);
  static mapproof_page_id mmap(const mapproof_driver* self, void* instance, std::uint32_t channel, std::size_t offset,
                               std::uint32_t protection);
  static mapproof_page_id mmap_before_8(const mapproof_driver* self, std::uint32_t device, std::int64_t offset,
                                        std::uint32_t protection);
  static ProbeDriver& of(const mapproof_driver* self) { return *static_cast<ProbeDriver*>(self->context); }
  mapproof_page_id answer(const ProbeCall& call);
  std::uint64_t key_of(const void* instance) const;
  mapproof_page_id page_of_key(std::uint64_t key, std::size_t offset) const;
  void record(ProbeCall call);

  const mapproof_backend& table_;
  mapproof_session* session_;
  ProbeBehaviour behaviour_;
  mapproof_driver driver_{};
  mutable std::mutex mutex_;
  std::list<Instance> instances_;
  std::vector<ProbeCall> calls_;
};

}  // namespace mapproof::ddi
