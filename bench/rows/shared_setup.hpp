// What rows of a group need alike is made once: locked memory, a filled cache.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <typeindex>
#include <utility>

#include "host/session.hpp"

namespace mapproof::bench {

/// While one exists, equal things are made once and shared: a row and its floor are then about the very same pages, and
/// what takes longest, bringing and locking them, happens once. One at a time, for the thread that measures, and no
/// longer than the session.
class SharedSetUp {
 public:
  /// Session, node, length in bytes, kind of memory.
  using Key = std::tuple<const Session*, int, std::size_t, std::uint32_t>;

  SharedSetUp() { things().emplace(); }
  ~SharedSetUp() { things().reset(); }
  SharedSetUp(const SharedSetUp&) = delete;
  SharedSetUp& operator=(const SharedSetUp&) = delete;

  /// The thing of this type and key: the one that is there, or what `make` returns, a shared_ptr to it.
  template <class Thing, class Make>
  static std::shared_ptr<Thing> get(const Key& key, Make make) {
    if (!things()) return make();
    const std::pair<std::type_index, Key> name{typeid(Thing), key};
    if (const auto found = things()->find(name); found != things()->end()) {
      return std::static_pointer_cast<Thing>(found->second);
    }
    std::shared_ptr<Thing> made = make();
    (*things())[name] = made;
    return made;
  }

  /// Ends what nobody uses now. Whether there was anything.
  static bool drop() {
    if (!things() || things()->empty()) return false;
    things()->clear();
    return true;
  }

 private:
  using Things = std::map<std::pair<std::type_index, Key>, std::shared_ptr<void>>;
  static std::optional<Things>& things() {
    static std::optional<Things> all;
    return all;
  }
};

}  // namespace mapproof::bench
