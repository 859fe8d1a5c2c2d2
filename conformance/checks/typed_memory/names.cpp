// How the names of typed memory objects are read: whole, by their end, and combined.
// SPDX-License-Identifier: Apache-2.0
#include <initializer_list>
#include <string>
#include <string_view>

#include "requirements/typed_memory.hpp"
#include "typed_memory.hpp"

namespace mapproof {
namespace {

/// The part of a name behind its last slash. Untested if that is all of it.
std::string end_of(const mapproof_typed_pool& pool) {
  const std::string name = pool.name;
  const std::size_t slash = name.rfind('/');
  if (slash == std::string::npos || slash + 1 == name.size()) throw Untested{"the object's name has no last part."};
  return name.substr(slash + 1);
}

/// An object whose name has more than one part.
const mapproof_typed_pool& nested(const std::pair<mapproof_typed_pool, mapproof_typed_pool>& pools) {
  for (const mapproof_typed_pool* pool : {&pools.first, &pools.second}) {
    if (std::string(pool->name).rfind('/') > 0) return *pool;
  }
  throw Untested{"no object's name has more than one part here."};
}

/// Which memory a name stands for, as far as a descriptor without a tflag lets one map it: which of two disjoint
/// objects' first pages a name lets one map.
struct Reach {
  bool low;
  bool high;
};

Reach reach_of(TypedMemory& typed, const std::string& name, std::size_t page) {
  const auto [low, high] = typed.disjoint_pools();
  const Result<int> fd = typed.open({name, 0});
  if (!fd) throw Unresolved{"'" + name + "' was refused with " + name_of(fd.error())};
  return {static_cast<bool>(typed.map(*fd, page, low.lowest)), static_cast<bool>(typed.map(*fd, page, high.lowest))};
}

CHECK_REQUIREMENT(TYM_07, NameWithoutASlashIsTheEndOfAName) {
  TypedMemory typed(session());
  const auto pools = typed.disjoint_pools();

  expect_granted([&] { return typed.open({end_of(nested(pools))}); });
}

CHECK_REQUIREMENT(TYM_07, EndOfANameBehindASlashIsRefused) {
  TypedMemory typed(session());
  const auto pools = typed.disjoint_pools();
  const std::string end = end_of(nested(pools));

  expect_refused([&] { return typed.open({"/" + end}); }, [&] { return typed.open({end}); });
}

CHECK_REQUIREMENT(TYM_07, PartOfTheLastPartIsRefused) {
  TypedMemory typed(session());
  const auto pools = typed.disjoint_pools();
  const std::string end = end_of(nested(pools));

  expect_refused([&] { return typed.open({end.substr(1)}); }, [&] { return typed.open({end}); });
}

CHECK_REQUIREMENT(TYM_07, UnionHasTheMemoryOfBoth) {
  TypedMemory typed(session());
  const auto [low, high] = typed.disjoint_pools();

  const Reach both = reach_of(typed, std::string(low.name) + "|" + high.name, page());

  EXPECT_TRUE(both.low);
  EXPECT_TRUE(both.high);
}

CHECK_REQUIREMENT(TYM_07, IntersectionHasTheMemoryOfBothOnly) {
  TypedMemory typed(session());
  const auto [low, high] = typed.disjoint_pools();
  const std::string all = std::string(low.name) + "|" + high.name;

  const Reach left = reach_of(typed, all + "&" + low.name, page());

  EXPECT_TRUE(left.low);
  EXPECT_FALSE(left.high) << "the part that only one of the two has";
}

// From right to left, or with '&' before '|', it would be the whole of the higher object and the lower one.
CHECK_REQUIREMENT(TYM_07, OperatorsAreAppliedFromLeftToRight) {
  TypedMemory typed(session());
  const auto [low, high] = typed.disjoint_pools();
  const std::string name = std::string(high.name) + "|" + low.name + "&" + low.name;

  const Reach reach = reach_of(typed, name, page());

  EXPECT_TRUE(reach.low);
  EXPECT_FALSE(reach.high);
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) all += part;
  return all;
}

CHECK_REQUIREMENT(TYM_07, EmptySegmentIsRefused) {
  TypedMemory typed(session());
  const std::string name = typed.pool().name;

  for (const std::string& faulty : {joined({name, "|"}), joined({"|", name}), joined({name, "||", name})}) {
    const auto open_faulty = [&] { return typed.open({faulty}); };
    const auto open_repaired = [&] { return typed.open({joined({name, "|", name})}); };
    if (profile() == Profile::obs64) {
      expect_refused_with({EINVAL}, open_faulty, open_repaired);
    } else {
      expect_refused(open_faulty, open_repaired);
    }
  }
}

CHECK_REQUIREMENT(TYM_07, EmptyIntersectionIsRefused) {
  TypedMemory typed(session());
  for (const auto& [lower, higher] : typed.every_disjoint_pair()) {
    const std::string low = lower.name;
    const std::string high = higher.name;
    const auto open_nothing = [&] { return typed.open({low + "&" + high}); };
    const auto open_all = [&] { return typed.open({low + "&" + low}); };

    if (profile() == Profile::obs64) {
      expect_refused_with({ENODEV}, open_nothing, open_all);
    } else {
      expect_refused(open_nothing, open_all);
    }
  }
}

}  // namespace
}  // namespace mapproof
