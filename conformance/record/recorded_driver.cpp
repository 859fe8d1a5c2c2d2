// Records each call of a driver's entry points.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_driver.hpp"

#include <algorithm>
#include <cstring>
#include <list>
#include <map>

#include "calls/requests.hpp"
#include "recorded_call.hpp"

namespace mapproof {
namespace {

struct Listened {
  mapproof_driver driver;
  const mapproof_driver* real;
  std::uint64_t attached;
  bool is_own;  // the subject's, which the check asks
};

const Listened& of(const mapproof_driver* self) { return *static_cast<const Listened*>(self->context); }

std::uint64_t wide(const void* pointer) { return reinterpret_cast<std::uint64_t>(pointer); }
std::uint64_t wide(int number) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(number)); }

// What a framework asks comes from inside a call, but interrupts none, and neither do the calls that the driver makes.
class Entry {
 public:
  Entry(const mapproof_driver* self, DriverEntry entry, const EntryRequest& request) : is_own_(of(self).is_own) {
    if (!is_own_) begin_child_of_call();
    call_ = begin_call(is_own_ ? subject_entry(entry) : check_entry(entry), &request, sizeof request);
    if (!is_own_) begin_child_of_call();
  }
  std::uint64_t end(std::uint64_t answer, std::uint64_t stored = 0) {
    if (!is_own_) end_child_of_call();
    if (call_ != nullptr) call_->stored[0] = stored;
    end_call(call_, answer, 0);
    if (!is_own_) end_child_of_call();
    return answer;
  }

 private:
  bool is_own_;
  RecordedCall* call_ = nullptr;
};

EntryRequest asked(const mapproof_driver* self, const void* instance) {
  return {of(self).attached, wide(instance), 0, 0, 0, 0};
}

int config_add(const mapproof_driver* self, std::uint64_t key, void** instance) {
  EntryRequest request = asked(self, nullptr);
  request.key = key;
  Entry entry(self, DriverEntry::config_add, request);
  const int error = of(self).real->config_add(of(self).real, key, instance);
  entry.end(wide(error), wide(*instance));
  return error;
}

int config_remove(const mapproof_driver* self, void* instance) {
  Entry entry(self, DriverEntry::config_remove, asked(self, instance));
  const int error = of(self).real->config_remove(of(self).real, instance);
  entry.end(wide(error));
  return error;
}

int config_modify(const mapproof_driver* self, void* instance, std::uint64_t key) {
  EntryRequest request = asked(self, instance);
  request.key = key;
  Entry entry(self, DriverEntry::config_modify, request);
  const int error = of(self).real->config_modify(of(self).real, instance, key);
  entry.end(wide(error));
  return error;
}

int open(const mapproof_driver* self, void* instance, std::uint32_t* channel, std::uint32_t access) {
  EntryRequest request = asked(self, instance);
  request.channel = *channel;
  request.protection = access;
  Entry entry(self, DriverEntry::open, request);
  const int error = of(self).real->open(of(self).real, instance, channel, access);
  entry.end(wide(error), *channel);
  return error;
}

int close(const mapproof_driver* self, void* instance, std::uint32_t channel) {
  EntryRequest request = asked(self, instance);
  request.channel = channel;
  Entry entry(self, DriverEntry::close, request);
  const int error = of(self).real->close(of(self).real, instance, channel);
  entry.end(wide(error));
  return error;
}

mapproof_page_id mmap(const mapproof_driver* self, void* instance, std::uint32_t channel, std::size_t offset,
                      std::uint32_t protection) {
  EntryRequest request = asked(self, instance);
  request.channel = channel;
  request.offset = offset;
  request.protection = protection;
  Entry entry(self, DriverEntry::mmap, request);
  return entry.end(of(self).real->mmap(of(self).real, instance, channel, offset, protection));
}

mapproof_page_id mmap_before_8(const mapproof_driver* self, std::uint32_t device, std::int64_t offset,
                               std::uint32_t protection) {
  EntryRequest request = asked(self, nullptr);
  request.channel = device;
  request.offset = static_cast<std::uint64_t>(offset);
  request.protection = protection;
  Entry entry(self, DriverEntry::mmap_before_8, request);
  return entry.end(of(self).real->mmap_before_8(of(self).real, device, offset, protection));
}

// As much of the driver as it says that it has, and as is known of it here.
mapproof_driver copy_of(const mapproof_driver* driver) {
  mapproof_driver copy{};
  std::memcpy(&copy, driver, std::min<std::size_t>(driver->struct_size, sizeof copy));
  copy.struct_size = std::min<std::uint32_t>(copy.struct_size, sizeof copy);
  return copy;
}

DriverRequest description_of(const mapproof_driver* driver) {
  const mapproof_driver copy = copy_of(driver);
  const bool has[] = {copy.config_add != nullptr,   copy.config_remove != nullptr, copy.config_modify != nullptr,
                      copy.open != nullptr,         copy.close != nullptr,         copy.mmap != nullptr,
                      copy.mmap_before_8 != nullptr};
  DriverRequest description{copy.ddi_version, copy.channel_count, 0};
  for (std::size_t i = 0; i < std::size(has); ++i) description.entries |= std::uint64_t{has[i]} << i;
  return description;
}

template <class Function>
void listen_at(Function*& entry, Function* listening) {
  if (entry != nullptr) entry = listening;
}

const mapproof_driver* listen(Listened& listened, const mapproof_driver* driver, const RecordedCall* call) {
  listened.driver = copy_of(driver);
  listened.real = driver;
  listened.attached = static_cast<std::uint64_t>(call - call_log()->calls.data());
  listened.driver.context = &listened;
  listen_at(listened.driver.config_add, config_add);
  listen_at(listened.driver.config_remove, config_remove);
  listen_at(listened.driver.config_modify, config_modify);
  listen_at(listened.driver.open, open);
  listen_at(listened.driver.close, close);
  listen_at(listened.driver.mmap, mmap);
  listen_at(listened.driver.mmap_before_8, mmap_before_8);
  return &listened.driver;
}

}  // namespace

RecordedCall* begin_attaching(const mapproof_driver* driver) {
  const DriverRequest request = description_of(driver);
  return begin_call(CallId::driver_attach, &request, sizeof request);
}

const mapproof_driver* recorded_driver(const mapproof_driver* driver, const RecordedCall* call) {
  static std::list<Listened> all;
  if (call == nullptr) return driver;
  Listened& listened = all.emplace_back();
  listened.is_own = false;
  return listen(listened, driver, call);
}

const mapproof_driver* recorded_own_driver(const mapproof_driver* driver, RecordedCall* call) {
  // The same one for the same, as a check may ask more than once.
  static std::map<const mapproof_driver*, Listened> all;
  if (call == nullptr || driver == nullptr) return driver;
  const DriverRequest description = description_of(driver);
  call->stored = {description.ddi_version, description.channel_count, description.entries};
  Listened& listened = all[driver];
  listened.is_own = true;
  return listen(listened, driver, call);
}

}  // namespace mapproof
