// Leaves out bits, and the parts of operands.
// SPDX-License-Identifier: Apache-2.0
#include "plainer.hpp"

namespace mapproof::explore {
namespace {

using Base = Operand::Base;

void leave_bits_out(const Step& step, std::uint32_t Step::*member, Plainer& plainer) {
  for (std::uint32_t bit = 1; bit != 0 && bit <= step.*member; bit <<= 1) {
    if ((step.*member & bit) != 0) add_changed(step, member, step.*member & ~bit, plainer);
  }
}

// The base alone, or one page of it; then without the odd bytes, without the pages, and with a page less.
void leave_distance_out(const Step& step, Operand Step::*member, std::int64_t least_pages, Plainer& plainer) {
  const Operand& operand = step.*member;
  const auto add = [&](std::int64_t pages, std::int64_t bytes) {
    add_changed(step, member, {operand.base, operand.index, pages, bytes}, plainer);
  };
  if (operand.pages != 0 || operand.bytes != 0) add(least_pages, 0);
  if (operand.bytes != 0) add(operand.pages, 0);
  if (operand.pages != 0 && least_pages == 0) add(0, operand.bytes);
  if (operand.pages > 1) add(operand.pages - 1, operand.bytes);
}

void name_the_first_window(const Step& step, Operand Step::*member, Plainer& plainer) {
  const Operand& operand = step.*member;
  if (operand.base == Base::window_end || (operand.base == Base::window && operand.index != 0)) {
    add_changed(step, member, {Base::window, 0, 0, 0}, plainer);
  }
}

}  // namespace

void add_with_fewer_flags(const Step& step, Plainer& plainer) {
  add_changed(step, &Step::raw_flags, 0u, plainer);
  leave_bits_out(step, &Step::flags, plainer);
}

void add_with_fewer_accesses(const Step& step, Plainer& plainer) {
  add_changed(step, &Step::raw_protection, 0u, plainer);
  add_changed(step, &Step::protection, std::uint32_t{MAPPROOF_PROT_READ}, plainer);
  if (step.protection != MAPPROOF_PROT_READ) leave_bits_out(step, &Step::protection, plainer);
}

void add_with_plain_tflag(const Step& step, Plainer& plainer) {
  add_changed(step, &Step::raw_flags, 0u, plainer);
  add_changed(step, &Step::tflag, std::uint32_t{MAPPROOF_TYPED_ALLOCATE}, plainer);
}

void add_with_plainer_address(const Step& step, Plainer& plainer) {
  if (step.address.base != Base::number) add_changed(step, &Step::address, Operand{}, plainer);
  name_the_first_window(step, &Step::address, plainer);
  leave_distance_out(step, &Step::address, 0, plainer);
}

void add_with_plainer_length(const Step& step, Plainer& plainer) {
  leave_distance_out(step, &Step::length, 1, plainer);
}

void add_with_plainer_physical(const Step& step, Plainer& plainer) {
  name_the_first_window(step, &Step::physical, plainer);
  leave_distance_out(step, &Step::physical, 0, plainer);
}

}  // namespace mapproof::explore
