// A value or the errno that was left instead, with the member names of std::expected.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

namespace mapproof {

/// What a refused call left in errno.
struct Errno {
  int number = 0;
  friend bool operator==(Errno left, Errno right) { return left.number == right.number; }
  friend bool operator!=(Errno left, Errno right) { return !(left == right); }
};

/// Either a T or an Errno.
template <class T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Errno error) : error_(error) {}

  bool has_value() const { return value_.has_value(); }
  explicit operator bool() const { return has_value(); }

  T& value() { return *value_; }
  const T& value() const { return *value_; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

  /// Meaningful only without a value.
  Errno error() const { return error_; }

 private:
  std::optional<T> value_;
  Errno error_{};
};

}  // namespace mapproof
