// What the checks of posix_mem_offset() and posix_mem_offset64() share: the form under test, and memory that it can
// name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "checks/mmap/objects.hpp"
#include "requirements/posix_mem_offset.hpp"

namespace mapproof {

/// What a lookup stored. The descriptor starts as a number that none can have.
struct Place {
  std::int64_t offset = -1;
  std::size_t contig_length = 0;
  int fildes = -2;
};

/// Base of the checks of both forms.
class PlaceCheck : public Check {
 protected:
  virtual bool wide() const { return false; }

  /// One call of the form under test; unsupported if the subject has only the other one.
  mapproof_status_outcome call(const mapproof_offset_request& request) const;
  Result<Place> place_of(const void* address, std::size_t length) const;
  Result<Place> place_of(const Mapping& mapping) const { return place_of(mapping.address(), mapping.length()); }

  /// A shared, writable mapping of a part of a file.
  Mapping map_file(int fd, std::size_t length, std::uint64_t offset) const;
  /// The same at a given place, over whatever was there. Nobody owns it: the mapping below does.
  void map_file_over(void* address, int fd, std::size_t length, std::uint64_t offset) const;

  /// Locked memory with an address that the form can store, where the documents speak of physical addresses.
  void* locked_memory_in_reach(std::size_t length) const { return locked_memory(kind_in_reach(), length); }
  /// The same in one physical run.
  void* contiguous_in_reach(std::size_t length) const;
  /// Untested if the form cannot store the addresses of this memory.
  void require_reach(const void* memory, std::size_t length) const;
  /// A page about which the active documents let every form answer: of a file, or of locked memory.
  Answer ask_about_a_mapped_page() const;

 private:
  mapproof_memory_kind kind_in_reach() const;
};

}  // namespace mapproof

/// Declares a check of one row twice: of posix_mem_offset(), and as …64 of posix_mem_offset64().
#define CHECK_PLACE(row, title)                                                                               \
  class row##_##title : public ::mapproof::PlaceCheck {                                                       \
    void body() override;                                                                                     \
  };                                                                                                          \
  class row##_##title##64 final : public row##_##title{bool wide() const override{return true;                \
  }                                                                                                           \
  }                                                                                                           \
  ;                                                                                                           \
  static ::mapproof::CheckRegistration<row##_##title> register_##row##_##title(::mapproof::rows::row, #title, \
                                                                               __FILE__, __LINE__);           \
  static ::mapproof::CheckRegistration<row##_##title##64> register_##row##_##title##64(                       \
      ::mapproof::rows::row, #title "64", __FILE__, __LINE__);                                                \
  void row##_##title::body()
