// Evaluates operands that are about typed memory from facts and descriptors.
// SPDX-License-Identifier: Apache-2.0
#include "typed_operand.hpp"

namespace mapproof::explore {

bool is_typed_base(Operand::Base base) {
  return base == Operand::Base::pool || base == Operand::Base::pool_end || base == Operand::Base::descriptor ||
         base == Operand::Base::left;
}

std::optional<std::uint64_t> typed_number(const World& world, const Operand& operand) {
  if (operand.base == Operand::Base::pool || operand.base == Operand::Base::pool_end) {
    const std::vector<mapproof_typed_pool> pools = world.pools();
    if (operand.index >= pools.size()) return std::nullopt;
    const mapproof_typed_pool& pool = pools[operand.index];
    return operand.base == Operand::Base::pool ? pool.lowest : pool.highest + 1;
  }
  const TypedDescriptor* const descriptor = world.descriptors.named(operand.index);
  if (descriptor == nullptr) return std::nullopt;
  if (operand.base == Operand::Base::left) return world.left_of(descriptor->number);
  return static_cast<std::uint64_t>(descriptor->number);
}

std::vector<mapproof_typed_pool> World::pools() const {
  const mapproof_typed_facts* const typed = table().typed_facts == nullptr ? nullptr : table().typed_facts(handle());
  if (typed == nullptr) return {};
  return {typed->pools, typed->pools + typed->pool_count};
}

std::optional<std::uint64_t> World::left_of(int descriptor) const {
  if (table().posix_typed_mem_get_info == nullptr) return std::nullopt;
  std::size_t length = SIZE_MAX;
  const mapproof_typed_info_request request{descriptor, 0, &length};
  if (table().posix_typed_mem_get_info(handle(), &request).value != 0 || length == SIZE_MAX) return std::nullopt;
  return length;
}

}  // namespace mapproof::explore
