// Evaluates the names of typed memory from left to right.
// SPDX-License-Identifier: Apache-2.0
#include "typed_name.hpp"

#include <algorithm>
#include <cstdlib>

namespace mapproof::explore {
namespace {

constexpr std::size_t longer_than_any_path = std::size_t{1} << 16;
constexpr std::string_view no_object = "/mapproof/no such typed memory object";
constexpr std::string_view numbered_words[] = {"pool", "end", "slash_end", "part", "longer"};

struct Word {
  std::string_view kind;
  std::size_t pool = 0;
};

std::optional<Word> read_word(std::string_view text) {
  if (text == "no_object" || text == "long_name") return Word{text};
  for (const std::string_view kind : numbered_words) {
    if (text.substr(0, kind.size()) != kind || text.size() == kind.size()) continue;
    const std::string digits(text.substr(kind.size()));
    if (digits.find_first_not_of("0123456789") != std::string::npos) continue;
    return Word{kind, static_cast<std::size_t>(std::strtoul(digits.c_str(), nullptr, 10))};
  }
  return std::nullopt;
}

std::optional<std::string> text_of(const Word& word, const std::vector<mapproof_typed_pool>& pools) {
  if (word.kind == "no_object") return std::string(no_object);
  if (word.kind == "long_name") return "/" + std::string(longer_than_any_path, 'n');
  if (word.pool >= pools.size()) return std::nullopt;
  const std::string name = pools[word.pool].name;
  if (word.kind == "pool") return name;
  if (word.kind == "longer") return name + "x";
  const std::string end = name.substr(name.rfind('/') + 1);
  if (end.size() < 2) return std::nullopt;
  if (word.kind == "part") return end.substr(1);
  return word.kind == "end" ? end : "/" + end;
}

bool ends_with_part(std::string_view name, std::string_view end) {
  return name.size() > end.size() && name.substr(name.size() - end.size()) == end &&
         name[name.size() - end.size() - 1] == '/';
}

/// Reads one expression.
class Reader {
 public:
  explicit Reader(const std::vector<mapproof_typed_pool>& pools) : pools_(pools) {}

  void add(char sign, const std::string& text) {
    if (sign != 0) name_.text += sign;
    name_.text += text;
    if (text.empty()) return fault(NameFault::empty_segment);
    if (text.size() >= longer_than_any_path) return fault(NameFault::too_long);
    const mapproof_typed_pool* const pool = find(text);
    if (pool == nullptr) return;
    if (sign != '&') return name_.memory.unite(*pool);
    name_.memory.intersect(*pool);
    // Whether a union may follow an empty intersection, no document says.
    if (name_.memory.empty()) was_empty_ = true;
  }

  TypedName finish() {
    if (name_.faults.empty() && !name_.doubtful) {
      if (name_.memory.empty()) {
        name_.faults.push_back(NameFault::empty_memory);
      } else {
        name_.doubtful = was_empty_ || !name_.memory.has_whole_object();
      }
    }
    return std::move(name_);
  }

 private:
  void fault(NameFault what) { name_.faults.push_back(what); }

  const mapproof_typed_pool* find(const std::string& text) {
    for (const mapproof_typed_pool& pool : pools_) {
      if (pool.name == text) return &pool;
    }
    if (text.front() == '/') {
      const bool is_end = std::any_of(pools_.begin(), pools_.end(), [&](const mapproof_typed_pool& pool) {
        return ends_with_part(pool.name, std::string_view(text).substr(1));
      });
      fault(is_end ? NameFault::wrong_form : NameFault::unknown);
      return nullptr;
    }
    return find_end(text);
  }

  // Of several objects with this end nobody knows which is meant; nor whether a name of one part has an end.
  const mapproof_typed_pool* find_end(const std::string& text) {
    const mapproof_typed_pool* found = nullptr;
    std::size_t count = 0;
    for (const mapproof_typed_pool& pool : pools_) {
      if (!ends_with_part(pool.name, text)) continue;
      found = &pool;
      ++count;
    }
    if (count == 0) fault(NameFault::wrong_form);
    if (count == 1 && std::string_view(found->name).rfind('/') > 0) return found;
    if (count == 0) return nullptr;
    name_.memory.doubt();
    name_.doubtful = true;
    return nullptr;
  }

  const std::vector<mapproof_typed_pool>& pools_;
  TypedName name_;
  bool was_empty_ = false;
};

/// Calls `each(sign, word)` for all segments until it answers false. Answers whether all were seen.
template <class Each>
bool for_each_segment(std::string_view words, Each each) {
  char sign = 0;
  for (;;) {
    const std::size_t end = std::min(words.find_first_of("&|"), words.size());
    if (!each(sign, words.substr(0, end))) return false;
    if (end == words.size()) return true;
    sign = words[end];
    words.remove_prefix(end + 1);
  }
}

}  // namespace

void TypedMemory::unite(const mapproof_typed_pool& pool) { parts_.push_back({pool.lowest, pool.highest, true}); }

void TypedMemory::intersect(const mapproof_typed_pool& pool) {
  std::vector<Part> common;
  for (const Part& part : parts_) {
    const bool same = part.lowest == pool.lowest && part.highest == pool.highest;
    const std::uint64_t lowest = std::max(part.lowest, pool.lowest);
    const std::uint64_t highest = std::min(part.highest, pool.highest);
    if (lowest <= highest) common.push_back({lowest, highest, part.whole && same});
  }
  parts_ = std::move(common);
}

bool TypedMemory::has_whole_object() const {
  return !doubtful_ && std::any_of(parts_.begin(), parts_.end(), [](const Part& part) { return part.whole; });
}

const TypedMemory::Part* TypedMemory::part_of(std::uint64_t physical) const {
  const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) {
    return physical >= part.lowest && physical <= part.highest;
  });
  return found == parts_.end() ? nullptr : &*found;
}

Known TypedMemory::holds(std::uint64_t physical, std::uint64_t length, std::uint64_t page_size) const {
  const std::uint64_t last = physical + (length - 1);
  if (doubtful_ || length == 0) return Known::maybe;
  if (last < physical || part_of(physical) == nullptr || part_of(last) == nullptr) return Known::no;
  const bool is_an_end = std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    return part.whole && (part.lowest == physical || part.highest == last);
  });
  return is_an_end && length == page_size ? Known::yes : Known::maybe;
}

std::optional<TypedName> read_typed_name(std::string_view words, const std::vector<mapproof_typed_pool>& pools) {
  Reader reader(pools);
  const bool readable = for_each_segment(words, [&](char sign, std::string_view segment) {
    if (segment.empty()) return reader.add(sign, ""), true;
    const std::optional<Word> word = read_word(segment);
    const std::optional<std::string> text = word ? text_of(*word, pools) : std::nullopt;
    if (text) reader.add(sign, *text);
    return text.has_value();
  });
  return readable ? std::optional<TypedName>(reader.finish()) : std::nullopt;
}

bool is_typed_name(std::string_view words) {
  return for_each_segment(words, [](char, std::string_view segment) { return segment.empty() || read_word(segment); });
}

}  // namespace mapproof::explore
