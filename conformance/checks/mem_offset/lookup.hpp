// What the checks of mem_offset() and mem_offset64() share: the form under test, and memory that it can name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "core/check.hpp"
#include "requirements/mem_offset.hpp"
#include "requirements/mem_offset64.hpp"

namespace mapproof {

/// Base of the checks of both forms. In the rows MO64 the form under test is mem_offset64(), else mem_offset().
class LookupCheck : public Check {
 public:
  void body() final;

 protected:
  virtual void attempt() = 0;

  /// Without EOVERFLOW for mem_offset64(): the defect of MOF_30 is one of the other form.
  AcceptSet accepted() const override;

  bool wide() const { return row().id.substr(0, 4) == "MO64"; }

  using Form = decltype(mapproof_backend::mem_offset);
  Form narrow_form() const { return session().table().mem_offset; }
  Form wide_form() const { return session().table().mem_offset64; }
  Form form() const { return wide() ? wide_form() : narrow_form(); }

  /// One call of a form, with all that it answers.
  mapproof_status_outcome call(Form which, const mapproof_offset_request& request) const;
  mapproof_status_outcome call(const mapproof_offset_request& request) const { return call(form(), request); }
  /// The same as a value.
  Result<Offset> ask(Form which, int fd, const void* address, std::size_t length) const;
  Result<Offset> look_up(const void* address, std::size_t length) const;
  Result<Offset> look_up_with(int fd, const void* address, std::size_t length) const;

  /// Resident memory, wherever it lies; and the same locked, if the subject has locks at all.
  void* resident_memory(mapproof_memory_kind kind, std::size_t length) const;
  void* resident_memory(std::size_t length) const { return resident_memory(MAPPROOF_MEMORY_ANONYMOUS, length); }
  void* locked_memory(std::size_t length) const;

  /// A lookup of such memory by the form under test. Where the subject put it too high for an off_t of 32 bits,
  /// EOVERFLOW is right, and it is mem_offset64() that must answer, as the documents advise.
  Result<Offset> look_up_anywhere(const void* address, std::size_t length) const;

  /// Locked memory whose addresses the form under test can store: untested if the subject put it above 2 GiB and the
  /// form's off_t has 32 bits.
  void* ready_memory(mapproof_memory_kind kind, std::size_t length) const;
  void* ready_memory(std::size_t length) const;

  /// Locked memory of a kind whose frames an off_t of 32 bits cannot hold. Untested where off_t has 64 bits.
  void* memory_too_high_for_off_t(mapproof_memory_kind kind, std::size_t length) const;
  /// Ready memory that mem_offset() can name too, whichever form is under test.
  void* memory_for_both_forms(std::size_t length) const;

  /// A device mapping of whole pages whose addresses the form under test can store, and where it physically starts.
  struct DeviceMapping {
    Mapping mapping;
    std::uint64_t physical;
  };
  DeviceMapping device_mapping(std::size_t length) const;

  /// Locks if the subject has locks at all.
  void lock(const void* address, std::size_t length) const;
  /// Locks only where the documents tie a lookup to it: a lock populates, which leaves nothing to do for the lookup.
  void lock_where_demanded(const void* address, std::size_t length) const;

  /// An address where this process had memory a moment ago and has none now. `while_mapped` is called with it before.
  void* unmapped_address(const std::function<void(void*)>& while_mapped = [](void*) {}) const;

  /// Untested if the form under test has an off_t of 32 bits and this resident memory lies above 2 GiB.
  void require_reach(const void* address, std::size_t length) const;

  /// What a lookup answers when it is made in a child after fork(). A refusal changes nothing there either.
  Result<Offset> in_child(const std::function<Result<Offset>()>& look_up) const;

  /// The physically contiguous run from `address` on, at most `length`, as the witness sees it.
  std::size_t run_at(const void* address, std::size_t length) const;

 private:
  bool is_above_reach(const void* address) const;
  bool off_t_is_narrow() const { return session().facts().offset_bits == 32; }
  bool reach_ends_at_2_gib() const { return !wide() && off_t_is_narrow(); }
};

/// The address `distance` bytes behind another.
inline std::byte* at(const void* address, std::size_t distance) {
  return static_cast<std::byte*>(const_cast<void*>(address)) + distance;
}

}  // namespace mapproof

/// Declares a check of one row on the form that the row is about.
#define CHECK_LOOKUP(row, title)                                                                              \
  class row##_##title final : public ::mapproof::LookupCheck {                                                \
    void attempt() override;                                                                                  \
  };                                                                                                          \
  static ::mapproof::CheckRegistration<row##_##title> register_##row##_##title(::mapproof::rows::row, #title, \
                                                                               __FILE__, __LINE__);           \
  void row##_##title::attempt()

/// Declares the same check twice: of its row on mem_offset(), and of MO64_01 ("the same holds") on mem_offset64().
#define CHECK_BOTH_FORMS(row, title)                                                                          \
  class row##_##title final : public ::mapproof::LookupCheck {                                                \
    void attempt() override;                                                                                  \
  };                                                                                                          \
  static ::mapproof::CheckRegistration<row##_##title> register_##row##_##title(::mapproof::rows::row, #title, \
                                                                               __FILE__, __LINE__);           \
  static ::mapproof::CheckRegistration<row##_##title> register_MO64_01_##row##_##title(                       \
      ::mapproof::rows::MO64_01, #title, __FILE__, __LINE__, ::mapproof::rows::row);                          \
  void row##_##title::attempt()
