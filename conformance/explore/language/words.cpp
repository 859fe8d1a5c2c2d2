// The vocabularies of scripts.
// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <cstdio>
#include <cstdlib>

namespace mapproof::explore {
namespace {

constexpr Word protection_list[] = {{"READ", MAPPROOF_PROT_READ},
                                    {"WRITE", MAPPROOF_PROT_WRITE},
                                    {"EXEC", MAPPROOF_PROT_EXEC},
                                    {"NOCACHE", MAPPROOF_PROT_NOCACHE}};

constexpr Word flag_list[] = {
    {"SHARED", MAPPROOF_MAP_SHARED}, {"PRIVATE", MAPPROOF_MAP_PRIVATE}, {"FIXED", MAPPROOF_MAP_FIXED},
    {"PHYS", MAPPROOF_MAP_PHYS},     {"ANON", MAPPROOF_MAP_ANON},       {"LAZY", MAPPROOF_MAP_LAZY},
    {"STACK", MAPPROOF_MAP_STACK},   {"NOCACHE", MAPPROOF_MAP_NOCACHE}, {"BELOW16M", MAPPROOF_MAP_BELOW16M}};

constexpr Word kind_list[] = {{"anonymous", MAPPROOF_MEMORY_ANONYMOUS},
                              {"shared", MAPPROOF_MEMORY_SHARED},
                              {"lazy", MAPPROOF_MEMORY_LAZY},
                              {"fragmented", MAPPROOF_MEMORY_FRAGMENTED},
                              {"contiguous", MAPPROOF_MEMORY_CONTIGUOUS},
                              {"below_2g", MAPPROOF_MEMORY_BELOW_2G},
                              {"2g_to_4g", MAPPROOF_MEMORY_2G_TO_4G},
                              {"above_4g", MAPPROOF_MEMORY_ABOVE_4G},
                              {"straddles_2g", MAPPROOF_MEMORY_STRADDLES_2G},
                              {"copy", MAPPROOF_MEMORY_COPY}};

constexpr Word situation_list[] = {{"without_map_privilege", MAPPROOF_WITHOUT_MAP_PRIVILEGE},
                                   {"address_space_full", MAPPROOF_ADDRESS_SPACE_FULL},
                                   {"mapping_table_full", MAPPROOF_MAPPING_TABLE_FULL},
                                   {"lock_limit", MAPPROOF_LOCK_LIMIT},
                                   {"without_io_privilege", MAPPROOF_WITHOUT_IO_PRIVILEGE},
                                   {"without_lock_privilege", MAPPROOF_WITHOUT_LOCK_PRIVILEGE},
                                   {"without_exec_privilege", MAPPROOF_WITHOUT_EXEC_PRIVILEGE},
                                   {"physical_range_denied", MAPPROOF_PHYSICAL_RANGE_DENIED},
                                   {"unmap_interrupted", MAPPROOF_UNMAP_INTERRUPTED},
                                   {"lock_not_now", MAPPROOF_LOCK_NOT_NOW},
                                   {"threads_short", MAPPROOF_THREADS_SHORT},
                                   {"typed_read_only", MAPPROOF_TYPED_READ_ONLY}};

constexpr Word tflag_list[] = {{"ALLOCATE", MAPPROOF_TYPED_ALLOCATE},
                               {"ALLOCATE_CONTIG", MAPPROOF_TYPED_ALLOCATE_CONTIG},
                               {"MAP_ALLOCATABLE", MAPPROOF_TYPED_ALLOCATABLE}};

constexpr Word oflag_list[] = {{"TRUNC", open_truncates}, {"CREAT", open_creates}, {"NOCTTY", open_noctty}};

constexpr Word operation_list[] = {{"TRUNCATE", MAPPROOF_FILE_TRUNCATE},
                                   {"SEEK", MAPPROOF_FILE_SEEK},
                                   {"READ", MAPPROOF_FILE_READ},
                                   {"WRITE", MAPPROOF_FILE_WRITE}};

constexpr Word lock_list[] = {{"CURRENT", MAPPROOF_LOCK_CURRENT}, {"FUTURE", MAPPROOF_LOCK_FUTURE}};

constexpr Word base_list[] = {{"lowest", static_cast<std::uint32_t>(Operand::Base::lowest)},
                              {"above", static_cast<std::uint32_t>(Operand::Base::above)},
                              {"io_end", static_cast<std::uint32_t>(Operand::Base::io_end)},
                              {"io", static_cast<std::uint32_t>(Operand::Base::io)},
                              {"arena", static_cast<std::uint32_t>(Operand::Base::arena)},
                              {"physical_end", static_cast<std::uint32_t>(Operand::Base::physical_end)},
                              {"pipe", static_cast<std::uint32_t>(Operand::Base::pipe)},
                              {"heap", static_cast<std::uint32_t>(Operand::Base::heap)},
                              {"file", static_cast<std::uint32_t>(Operand::Base::file)},
                              {"stack", static_cast<std::uint32_t>(Operand::Base::stack)}};

// Bases that are counted; the longer name first where one begins like the other.
constexpr Word counted_base_list[] = {{"window_end", static_cast<std::uint32_t>(Operand::Base::window_end)},
                                      {"window", static_cast<std::uint32_t>(Operand::Base::window)},
                                      {"frame_of_p", static_cast<std::uint32_t>(Operand::Base::frame)},
                                      {"pool_end", static_cast<std::uint32_t>(Operand::Base::pool_end)},
                                      {"pool", static_cast<std::uint32_t>(Operand::Base::pool)},
                                      {"left_of_d", static_cast<std::uint32_t>(Operand::Base::left)},
                                      {"d", static_cast<std::uint32_t>(Operand::Base::descriptor)},
                                      {"p", static_cast<std::uint32_t>(Operand::Base::result)}};

constexpr Vocabulary bases{base_list};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<std::uint64_t> number_named(std::string_view text) {
  const std::string copy(text);
  if (copy.empty() || copy[0] < '0' || copy[0] > '9') return std::nullopt;
  char* end = nullptr;
  const std::uint64_t number = std::strtoull(copy.c_str(), &end, 0);
  return *end == '\0' ? std::optional<std::uint64_t>(number) : std::nullopt;
}

std::string base_text(const Operand& operand) {
  const auto base = static_cast<std::uint32_t>(operand.base);
  for (const Word& word : counted_base_list) {
    if (word.value == base) return std::string(word.name) + std::to_string(operand.index);
  }
  return operand.base == Operand::Base::number ? "" : std::string(bases.name_of(base));
}

void add_term(std::string& text, std::int64_t amount, const char* unit) {
  if (amount == 0) return;
  const std::uint64_t size = amount < 0 ? ~static_cast<std::uint64_t>(amount) + 1 : static_cast<std::uint64_t>(amount);
  if (amount < 0) {
    text += text.empty() ? "-" : " - ";
  } else if (!text.empty()) {
    text += " + ";
  }
  const bool plain_unit = *unit != '\0' && size == 1;
  const std::string number = size < 100000 ? std::to_string(size) : hex_text(size);
  text += plain_unit ? unit : (*unit != '\0' ? number + "*" + unit : number);
}

bool add_base(Operand& operand, std::string_view term) {
  if (const auto base = bases.value_of(term)) {
    operand.base = static_cast<Operand::Base>(*base);
    return true;
  }
  for (const Word& word : counted_base_list) {
    if (term.substr(0, word.name.size()) != word.name) continue;
    const auto index = number_named(term.substr(word.name.size()));
    if (!index) continue;
    operand.base = static_cast<Operand::Base>(word.value);
    operand.index = static_cast<std::uint32_t>(*index);
    return true;
  }
  return false;
}

bool add_named_term(Operand& operand, std::string_view term, bool negative) {
  if (term == "NULL") return true;
  const std::size_t star = term.find('*');
  const std::string_view unit = star == std::string_view::npos ? term : trimmed(term.substr(star + 1));
  if (unit == "page") {
    const auto count =
        star == std::string_view::npos ? std::optional<std::uint64_t>(1) : number_named(trimmed(term.substr(0, star)));
    if (count) operand.pages += negative ? -static_cast<std::int64_t>(*count) : static_cast<std::int64_t>(*count);
    return count.has_value();
  }
  if (const auto number = number_named(term)) {
    const std::uint64_t amount = negative ? ~*number + 1 : *number;
    operand.bytes = static_cast<std::int64_t>(static_cast<std::uint64_t>(operand.bytes) + amount);
    return true;
  }
  return !negative && operand.base == Operand::Base::number && add_base(operand, term);
}

}  // namespace

const Vocabulary protections{protection_list, "NONE"};
const Vocabulary map_flags{flag_list};
const Vocabulary lock_flags{lock_list};
const Vocabulary tflags{tflag_list};
const Vocabulary oflags{oflag_list};
const Vocabulary operations{operation_list};
const Vocabulary kinds{kind_list};
const Vocabulary situations{situation_list};

std::string_view Vocabulary::name_of(std::uint32_t value) const {
  for (const Word* word = first_; word != last_; ++word) {
    if (word->value == value) return word->name;
  }
  return "?";
}

std::optional<std::uint32_t> Vocabulary::value_of(std::string_view name) const {
  for (const Word* word = first_; word != last_; ++word) {
    if (word->name == name) return word->value;
  }
  return std::nullopt;
}

std::string Vocabulary::text_of(Bits bits) const {
  std::string text;
  for (const Word* word = first_; word != last_; ++word) {
    if ((bits.portable & word->value) != 0) text += (text.empty() ? "" : "|") + std::string(word->name);
  }
  if (bits.raw != 0) text += (text.empty() ? "" : "|") + hex_text(bits.raw);
  return text.empty() ? std::string(none_) : text;
}

std::optional<Bits> Vocabulary::bits_of(std::string_view text) const {
  Bits bits;
  if (text == none_) return bits;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    const std::string_view part = trimmed(text.substr(0, bar));
    text = bar == std::string_view::npos ? "" : text.substr(bar + 1);
    if (const auto portable = value_of(part)) {
      bits.portable |= *portable;
    } else if (const auto raw = number_named(part)) {
      bits.raw |= static_cast<std::uint32_t>(*raw);
    } else {
      return std::nullopt;
    }
  }
  return bits;
}

std::string hex_text(std::uint64_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(number));
  return text;
}

std::string operand_text(const Operand& operand) {
  std::string text = base_text(operand);
  add_term(text, operand.pages, "page");
  add_term(text, operand.bytes, "");
  return text.empty() ? "0" : text;
}

std::optional<Operand> operand_named(std::string_view text) {
  Operand operand;
  text = trimmed(text);
  bool negative = false;
  if (!text.empty() && text.front() == '-') {
    negative = true;
    text.remove_prefix(1);
  }
  for (;;) {
    const std::size_t end = text.find_first_of("+-");
    if (!add_named_term(operand, trimmed(text.substr(0, end)), negative)) return std::nullopt;
    if (end == std::string_view::npos) return operand;
    negative = text[end] == '-';
    text.remove_prefix(end + 1);
  }
}

}  // namespace mapproof::explore
