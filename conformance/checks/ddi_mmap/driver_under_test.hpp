// The backend's own driver as the subject: attached to the framework, if there is one, and asked directly.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>

#include "attached_driver.hpp"

namespace mapproof {

/// Stands between the framework and the driver, to learn the instance that the driver makes, or before DDI 8 the number
/// that the framework gives its device. The framework may ask for more than the driver grants: the driver hears of what
/// it grants. Without a framework the driver is configured here, with a resource key of 0 and a device number of 0. Its
/// channel 0 is open all the time, because nobody may ask it before, unless the check opens and closes on its own.
class DriverUnderTest {
 public:
  enum class Opened { here, by_the_check };

  explicit DriverUnderTest(const Session& session, Opened opened = Opened::here)
      : driver_(own_driver(session)), facts_(*session.table().driver_facts(session.handle())) {
    listen();
    if (session.has(&mapproof_backend::driver_attach)) {
      attached_.emplace(session, listening_);
      if (is_before_8()) learn_number(session.page());
      if (opened == Opened::here) attached_->open(granted() & open_read_write);
    } else if (driver_.config_add != nullptr && driver_.config_add(&driver_, 0, &instance_) != 0) {
      throw Unresolved{"the driver refused its instance"};
    } else if (driver_.open != nullptr &&
               driver_.open(&driver_, instance_, &channel_0_, granted() & open_read_write) != 0) {
      throw Unresolved{"the driver refused to be opened"};
    }
  }
  ~DriverUnderTest() {
    if (attached_) return;
    if (driver_.close != nullptr) driver_.close(&driver_, instance_, channel_0_);
    if (driver_.config_remove != nullptr) driver_.config_remove(&driver_, instance_);
  }
  DriverUnderTest(const DriverUnderTest&) = delete;
  DriverUnderTest& operator=(const DriverUnderTest&) = delete;

  std::size_t length() const { return facts_.length; }
  std::uint32_t granted() const { return facts_.protection; }
  bool is_before_8() const { return driver_.ddi_version < 80; }
  std::uint32_t channel_count() const { return driver_.channel_count; }
  AttachedDriver& attached() { return *attached_; }

  mapproof_page_id ask(std::size_t offset, std::uint32_t protection, std::uint32_t channel = 0) const {
    if (!is_before_8()) return driver_.mmap(&driver_, instance_, channel, offset, protection);
    const auto signed_offset = static_cast<std::ptrdiff_t>(offset);
    return driver_.mmap_before_8(&driver_, numbers_[channel != 0], signed_offset, protection);
  }

 private:
  static const mapproof_driver& own_driver(const Session& session) {
    const bool has_one = session.has(&mapproof_backend::driver) && session.has(&mapproof_backend::driver_facts);
    const mapproof_driver* const driver = has_one ? session.table().driver(session.handle()) : nullptr;
    if (driver == nullptr) throw Untested{"this backend has no driver of its own."};
    return *driver;
  }

  void learn_number(std::size_t page) {
    for (std::uint32_t channel = 0; channel < std::min(2u, channel_count()); ++channel) {
      learning_ = &numbers_[channel];
      const int fd = attached_->open(granted() & open_read_write, channel);
      if (const Result<void*> address = attached_->map(fd, 0, page)) attached_->unmap(*address, page);
      attached_->close(fd);
    }
    learning_ = nullptr;
  }

  static DriverUnderTest& of(const mapproof_driver* self) { return *static_cast<DriverUnderTest*>(self->context); }

  void listen() {
    listening_ = driver_;
    listening_.struct_size = sizeof listening_;
    listening_.context = this;
    listening_.config_add = [](const mapproof_driver* self, std::uint64_t key, void** instance) {
      DriverUnderTest& test = of(self);
      const int error = test.driver_.config_add != nullptr ? test.driver_.config_add(&test.driver_, key, instance) : 0;
      test.instance_ = *instance;
      return error;
    };
    if (driver_.config_remove != nullptr) {
      listening_.config_remove = [](const mapproof_driver* self, void* instance) {
        return of(self).driver_.config_remove(&of(self).driver_, instance);
      };
    }
    const std::size_t with_modify = offsetof(mapproof_driver, config_modify) + sizeof driver_.config_modify;
    listening_.config_modify = nullptr;
    if (driver_.struct_size >= with_modify && driver_.config_modify != nullptr) {
      listening_.config_modify = [](const mapproof_driver* self, void* instance, std::uint64_t key) {
        return of(self).driver_.config_modify(&of(self).driver_, instance, key);
      };
    }
    if (driver_.open != nullptr) {
      listening_.open = [](const mapproof_driver* self, void* instance, std::uint32_t* channel, std::uint32_t access) {
        return of(self).driver_.open(&of(self).driver_, instance, channel, access);
      };
    }
    if (driver_.close != nullptr) {
      listening_.close = [](const mapproof_driver* self, void* instance, std::uint32_t channel) {
        return of(self).driver_.close(&of(self).driver_, instance, channel);
      };
    }
    if (driver_.mmap != nullptr) {
      listening_.mmap = [](const mapproof_driver* self, void* instance, std::uint32_t channel, std::size_t offset,
                           std::uint32_t protection) {
        return of(self).driver_.mmap(&of(self).driver_, instance, channel, offset, protection & of(self).granted());
      };
    }
    if (driver_.mmap_before_8 != nullptr) {
      listening_.mmap_before_8 = [](const mapproof_driver* self, std::uint32_t device, std::int64_t offset,
                                    std::uint32_t protection) {
        DriverUnderTest& test = of(self);
        if (test.learning_ != nullptr) *test.learning_ = device;
        return test.driver_.mmap_before_8(&test.driver_, device, offset, protection & test.granted());
      };
    }
  }

  const mapproof_driver& driver_;
  const mapproof_driver_facts& facts_;
  mapproof_driver listening_{};
  void* instance_ = nullptr;
  std::uint32_t channel_0_ = 0;        // without a framework: as open() left it
  std::uint32_t numbers_[2] = {0, 0};  // of the first two channels
  std::uint32_t* learning_ = nullptr;
  std::optional<AttachedDriver> attached_;
};

}  // namespace mapproof
