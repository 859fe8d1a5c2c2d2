// The names of the pools, and set arithmetic on them.
// SPDX-License-Identifier: Apache-2.0
#include "typed_pool.hpp"

#include <algorithm>
#include <cerrno>
#include <optional>

namespace mapproof::model {
namespace {

struct NamedWish {
  std::string_view name;
  Constraint constraint;
};

constexpr NamedWish named_wishes[] = {
    {"/memory", {0, UINT64_MAX, -1}},
    {"/memory/below2g", {0, 2 * GiB - 1, -1}},
    {"/memory/below4g", {2 * GiB, 4 * GiB - 1, -1}},
    {"/memory/above4g", {4 * GiB, UINT64_MAX, -1}},
};

constexpr std::string_view node_names[largest_node_count] = {"/memory/node0", "/memory/node1", "/memory/node2",
                                                             "/memory/node3", "/memory/node4", "/memory/node5",
                                                             "/memory/node6", "/memory/node7"};

// A leading slash means the whole name, otherwise the end of a name from a slash on.
bool matches(std::string_view full, std::string_view asked) {
  if (asked.front() == '/') return full == asked;
  if (asked.size() >= full.size()) return false;
  const std::size_t start = full.size() - asked.size();
  return full[start - 1] == '/' && full.substr(start) == asked;
}

std::optional<Constraint> find_constraint(std::string_view name, std::uint32_t node_count) {
  for (const NamedWish& named : named_wishes) {
    if (matches(named.name, name)) return named.constraint;
  }
  for (std::uint32_t node = 0; node < node_count; ++node) {
    if (matches(node_names[node], name)) return Constraint{0, UINT64_MAX, static_cast<std::int32_t>(node)};
  }
  return std::nullopt;
}

bool is_empty(const Constraint& constraint) { return constraint.lowest > constraint.highest; }

Constraint intersection(const Constraint& left, const Constraint& right) {
  Constraint both{std::max(left.lowest, right.lowest), std::min(left.highest, right.highest),
                  left.node == -1 ? right.node : left.node};
  if (left.node != -1 && right.node != -1 && left.node != right.node) both = {1, 0, -1};
  return both;
}

void intersect(Pool& pool, const Constraint& constraint) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pool.count; ++i) {
    const Constraint both = intersection(pool.constraints[i], constraint);
    if (!is_empty(both)) pool.constraints[kept++] = both;
  }
  pool.count = kept;
}

}  // namespace

bool Pool::contains(std::uint64_t physical, std::int32_t node) const {
  return std::any_of(constraints.begin(), constraints.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const Constraint& constraint) {
                       return physical >= constraint.lowest && physical <= constraint.highest &&
                              (constraint.node == -1 || constraint.node == node);
                     });
}

int find_pool(std::string_view expression, std::uint32_t node_count, Pool& pool) {
  pool = Pool{};
  char operation = '|';
  for (;;) {
    const std::size_t end = std::min(expression.find_first_of("&|"), expression.size());
    const std::string_view name = expression.substr(0, end);
    if (name.empty()) return EINVAL;
    const std::optional<Constraint> constraint = find_constraint(name, node_count);
    if (!constraint) return ENOENT;
    if (operation == '&') {
      intersect(pool, *constraint);
    } else if (pool.count == Pool::capacity) {
      return EINVAL;
    } else {
      pool.constraints[pool.count++] = *constraint;
    }
    if (end == expression.size()) return pool.count == 0 ? ENODEV : 0;
    operation = expression[end];
    expression.remove_prefix(end + 1);
  }
}

std::vector<mapproof_typed_pool> pools(std::uint32_t node_count) {
  std::vector<mapproof_typed_pool> all;
  const auto add = [&](std::string_view name, const Constraint& constraint) {
    mapproof_typed_pool pool{name.data(), UINT64_MAX, 0};
    Bank banks[largest_bank_count];
    const std::size_t count = lay_out_banks(node_count, banks);
    for (std::size_t i = 0; i < count; ++i) {
      const Constraint part =
          intersection(constraint, {banks[i].physical, banks[i].physical + banks[i].length - 1, banks[i].node});
      if (is_empty(part)) continue;
      pool.lowest = std::min(pool.lowest, part.lowest);
      pool.highest = std::max(pool.highest, part.highest);
    }
    all.push_back(pool);
  };
  for (const NamedWish& named : named_wishes) add(named.name, named.constraint);
  for (std::uint32_t node = 0; node < node_count; ++node)
    add(node_names[node], {0, UINT64_MAX, static_cast<std::int32_t>(node)});
  return all;
}

std::string pool_names(std::uint32_t node_count) {
  std::string names;
  for (const NamedWish& named : named_wishes) names += (names.empty() ? "" : " ") + std::string(named.name);
  for (std::uint32_t node = 0; node < node_count; ++node) names += " " + std::string(node_names[node]);
  return names;
}

bool TypedDescriptors::add(int fd, const TypedDescriptor& descriptor) {
  for (Slot& slot : slots_) {
    int expected = free_slot;
    if (!slot.number.compare_exchange_strong(expected, reserved_slot, std::memory_order_acq_rel)) continue;
    slot.descriptor = descriptor;
    slot.descriptor.identity = next_identity_.fetch_add(1, std::memory_order_relaxed);
    slot.number.store(fd, std::memory_order_release);
    return true;
  }
  return false;
}

const TypedDescriptor* TypedDescriptors::find(int fd) const {
  if (fd < 0) return nullptr;
  for (const Slot& slot : slots_) {
    if (slot.number.load(std::memory_order_acquire) == fd) return &slot.descriptor;
  }
  return nullptr;
}

bool TypedDescriptors::remove(int fd) {
  if (fd < 0) return false;
  for (Slot& slot : slots_) {
    int expected = fd;
    if (slot.number.compare_exchange_strong(expected, free_slot, std::memory_order_acq_rel)) return true;
  }
  return false;
}

}  // namespace mapproof::model
