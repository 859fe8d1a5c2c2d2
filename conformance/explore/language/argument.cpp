// One row for each kind of argument: how it is printed, read and made plainer.
// SPDX-License-Identifier: Apache-2.0
#include "argument.hpp"

#include <iterator>
#include <optional>

#include "explore/reference/typed_name.hpp"
#include "plainer.hpp"
#include "words.hpp"

namespace mapproof::explore {
namespace {

struct Rules {
  std::string (*text)(const Step&);
  bool (*read)(std::string_view, Step&);
  void (*plainer)(const Step&, Plainer&) = [](const Step&, Plainer&) {};
};

template <class To, class From>
bool set(To& to, const std::optional<From>& from) {
  if (from) to = static_cast<To>(*from);
  return from.has_value();
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  const std::optional<Operand> number = operand_named(text);
  const bool is_plain = number && number->base == Operand::Base::number && number->pages == 0;
  return is_plain ? std::optional<std::uint64_t>(static_cast<std::uint64_t>(number->bytes)) : std::nullopt;
}

template <const Vocabulary& words, auto portable, auto raw>
constexpr Rules bits(void (*plainer)(const Step&, Plainer&)) {
  return {[](const Step& step) {
            return words.text_of({step.*portable, step.*raw});
          },
          [](std::string_view text, Step& step) {
            const std::optional<Bits> both = words.bits_of(text);
            if (both) step.*portable = both->portable;
            if (both) step.*raw = both->raw;
            return both.has_value();
          },
          plainer};
}

template <const Vocabulary& words, auto member>
constexpr Rules portable_bits(void (*plainer)(const Step&, Plainer&)) {
  return {[](const Step& step) {
            return words.text_of({step.*member, 0});
          },
          [](std::string_view text, Step& step) {
            const std::optional<Bits> both = words.bits_of(text);
            if (both) step.*member = both->portable;
            return both && both->raw == 0;
          },
          plainer};
}

template <const Vocabulary& words, auto member>
constexpr Rules choice(void (*plainer)(const Step&, Plainer&)) {
  return {[](const Step& step) { return std::string(words.name_of(step.*member)); },
          [](std::string_view text, Step& step) { return set(step.*member, words.value_of(text)); }, plainer};
}

template <auto member>
constexpr Rules number(void (*plainer)(const Step&, Plainer&)) {
  return {[](const Step& step) { return hex_text(step.*member); },
          [](std::string_view text, Step& step) { return set(step.*member, number_in(text)); }, plainer};
}

template <auto member>
constexpr Rules operand(void (*plainer)(const Step&, Plainer&)) {
  return {[](const Step& step) { return operand_text(step.*member); },
          [](std::string_view text, Step& step) { return set(step.*member, operand_named(text)); }, plainer};
}

template <auto member>
constexpr Rules result_pointer(std::string (*text)(const Step&)) {
  return {text,
          [](std::string_view given, Step& step) {
            step.*member = given != "NULL";
            return true;
          },
          add_with<member, true>};
}

constexpr Operand no_descriptor{Operand::Base::number, 0, 0, MAPPROOF_NOFD};

constexpr Rules descriptor{
    [](const Step& step) {
      return step.descriptor == no_descriptor ? std::string("NOFD") : operand_text(step.descriptor);
    },
    [](std::string_view text, Step& step) {
      return set(step.descriptor, text == "NOFD" ? std::optional<Operand>(no_descriptor) : operand_named(text));
    }};

constexpr Rules fd{
    [](const Step& step) { return step.fd == MAPPROOF_NOFD ? std::string("NOFD") : std::to_string(step.fd); },
    [](std::string_view text, Step& step) {
      if (text != "NOFD") return set(step.fd, number_in(text));
      step.fd = MAPPROOF_NOFD;
      return true;
    },
    add_with<&Step::fd, MAPPROOF_NOFD>};

constexpr Rules typed_name{
    [](const Step& step) { return step.name; },
    [](std::string_view text, Step& step) {
      step.name = text;
      return is_typed_name(text);
    },
    [](const Step& step, Plainer& plainer) { add_changed(step, &Step::name, std::string("pool0"), plainer); }};

const Rules& rules_of(Argument argument) {
  static constexpr Rules rules[] = {
      bits<map_flags, &Step::flags, &Step::raw_flags>(add_with_fewer_flags),
      number<&Step::raw_flags>(add_with<&Step::raw_flags, 0u>),
      bits<protections, &Step::protection, &Step::raw_protection>(add_with_fewer_accesses),
      portable_bits<lock_flags, &Step::flags>(add_with_fewer_flags),
      bits<tflags, &Step::tflag, &Step::raw_flags>(add_with_plain_tflag),
      portable_bits<oflags, &Step::oflag>(add_with<&Step::oflag, 0u>),
      choice<operations, &Step::operation>([](const Step&, Plainer&) {}),
      typed_name,
      descriptor,
      fd,
      {[](const Step& step) { return std::string(name_of(step.object)); },
       [](std::string_view text, Step& step) { return set(step.object, object_named(text)); },
       add_with<&Step::object, Object::none>},
      result_pointer<&Step::wants_offset>(
          [](const Step& step) -> std::string { return step.wants_offset ? "&offset" : "NULL"; }),
      result_pointer<&Step::wants_run>(
          [](const Step& step) -> std::string { return step.wants_run ? "&contig_len" : "NULL"; }),
      {[](const Step&) { return std::string("&fildes"); },
       [](std::string_view text, Step&) { return text == "&fildes"; }},
      choice<kinds, &Step::kind>(add_with<&Step::kind, std::uint32_t{MAPPROOF_MEMORY_ANONYMOUS}>),
      number<&Step::value>(add_with<&Step::value, std::uint64_t{1}>),
      {[](const Step& step) { return step.value == 0 ? std::string() : hex_text(step.value); },
       [](std::string_view text, Step& step) { return set(step.value, number_in(text)); },
       add_with<&Step::value, std::uint64_t{0}>},
      operand<&Step::address>(add_with_plainer_address),
      {[](const Step& step) { return step.address == Operand{} ? std::string("NULL") : operand_text(step.address); },
       [](std::string_view text, Step& step) { return set(step.address, operand_named(text)); },
       add_with_plainer_address},
      operand<&Step::length>(add_with_plainer_length),
      operand<&Step::physical>(add_with_plainer_physical),
  };
  static_assert(std::size(rules) == static_cast<std::size_t>(Argument::count));
  return rules[static_cast<std::size_t>(argument)];
}

}  // namespace

std::string text_of(Argument argument, const Step& step) { return rules_of(argument).text(step); }

bool read(Argument argument, std::string_view text, Step& step) { return rules_of(argument).read(text, step); }

void add_plainer(Argument argument, const Step& step, Plainer& plainer) { rules_of(argument).plainer(step, plainer); }

}  // namespace mapproof::explore
