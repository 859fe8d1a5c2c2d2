// What a sequence gives mmap() as a descriptor: a file, and things that cannot be mapped.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mapproof::explore {

enum class Object : std::uint8_t {
  none,             ///< NOFD
  below_none,       ///< the number below NOFD
  closed,           ///< a number at which nothing is open
  file_read_write,  ///< one and the same file, open in three ways
  file_read_only,
  file_write_only,
  pipe,  ///< the end that can be read
  socket,
  count
};

std::string_view name_of(Object object);
std::optional<Object> object_named(std::string_view name);

inline bool is_file(Object object) {
  return object == Object::file_read_write || object == Object::file_read_only || object == Object::file_write_only;
}

/// The descriptors, opened when the first of them is asked for and closed with the session.
class Objects {
 public:
  static constexpr std::uint64_t file_pages = 8;

  explicit Objects(std::size_t page_size) : page_size_(page_size) { open_.fill(-1); }
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;
  ~Objects();

  /// Nothing if the system does not give one.
  std::optional<int> descriptor_of(Object object);
  std::optional<std::uint64_t> file_word(std::uint64_t offset) const;
  /// What the first and the last word of each page of the file hold from the start: the place, made unlike its
  /// neighbours.
  static std::uint64_t stamp_of(std::uint64_t offset) { return offset * 0x9e3779b97f4a7c15u ^ 0x66696c65706167u; }

 private:
  bool open_all();
  bool open_file();
  bool open_others();
  int& at(Object object) { return open_[static_cast<std::size_t>(object)]; }

  std::size_t page_size_;
  std::array<int, static_cast<std::size_t>(Object::count)> open_{};
  std::array<int, 2> other_ends_{-1, -1};  ///< of the pipe and of the socket
  bool tried_ = false;
  bool usable_ = false;
};

}  // namespace mapproof::explore
