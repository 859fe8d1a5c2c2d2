// Prints and reads arguments.
// SPDX-License-Identifier: Apache-2.0
#include "typed_script.hpp"

#include "explore/reference/typed_name.hpp"
#include "words.hpp"

namespace mapproof::explore {
namespace {

constexpr Operand no_descriptor{Operand::Base::number, 0, 0, MAPPROOF_NOFD};

std::string descriptor_text(const Operand& descriptor) {
  return descriptor == no_descriptor ? "NOFD" : operand_text(descriptor);
}

/// Takes one argument after the other; `fits` becomes false at the first that is not understood.
class Arguments {
 public:
  explicit Arguments(const std::vector<std::string>& all) : all_(all) {}

  bool fit() const { return fits_ && next_ == all_.size(); }

  template <class To, class Named>
  void take(To& to, Named named) {
    const auto value = fits_ && next_ < all_.size() ? named(all_[next_]) : std::nullopt;
    fits_ = value.has_value();
    if (!fits_) return;
    to = *value;
    ++next_;
  }
  void operand(Operand& to) { take(to, operand_named); }
  void descriptor(Operand& to) {
    take(to, [](const std::string& text) {
      return text == "NOFD" ? std::optional<Operand>(no_descriptor) : operand_named(text);
    });
  }
  void bits(std::uint32_t& portable, std::uint32_t& raw, std::optional<Bits> (*named)(std::string_view)) {
    Bits both;
    take(both, named);
    portable = both.portable;
    raw = both.raw;
  }
  void name(std::string& to) {
    take(to,
         [](const std::string& text) { return is_typed_name(text) ? std::optional<std::string>(text) : std::nullopt; });
  }
  void pointer(bool& wanted) {
    take(wanted, [](const std::string& text) { return std::optional<bool>(text != "NULL"); });
  }
  void word(std::string_view only) {
    bool same = false;
    take(same, [&](const std::string& text) { return text == only ? std::optional<bool>(true) : std::nullopt; });
  }

 private:
  const std::vector<std::string>& all_;
  std::size_t next_ = 0;
  bool fits_ = true;
};

}  // namespace

bool has_typed_arguments(Call call) {
  return call == Call::place32 || call == Call::place64 || call == Call::typed_open || call == Call::typed_info ||
         call == Call::typed_map || call == Call::typed_file || call == Call::close;
}

std::vector<std::string> typed_arguments(const Step& step) {
  const std::string address = operand_text(step.address);
  const std::string length = operand_text(step.length);
  const std::string protection = protection_text(step.protection, step.raw_protection);
  const std::string descriptor = descriptor_text(step.descriptor);
  switch (step.call) {
    case Call::typed_open:
      return {step.name, protection, tflag_text(step.tflag, step.raw_flags), oflag_text(step.oflag)};
    case Call::typed_map:
      return {
          address, length, protection, flags_text(step.flags, step.raw_flags), descriptor, operand_text(step.physical)};
    case Call::typed_file:
      return {descriptor, std::string(operation_name(step.operation))};
    case Call::place32:
    case Call::place64:
      return {address, length, step.wants_offset ? "&offset" : "NULL", step.wants_run ? "&contig_len" : "NULL",
              "&fildes"};
    default:
      return {descriptor};
  }
}

bool read_typed_arguments(Step& step, const std::vector<std::string>& arguments) {
  Arguments rest(arguments);
  std::uint32_t none = 0;
  switch (step.call) {
    case Call::typed_open:
      rest.name(step.name);
      rest.bits(step.protection, step.raw_protection, protection_named);
      rest.bits(step.tflag, step.raw_flags, tflag_named);
      rest.bits(step.oflag, none, oflag_named);
      break;
    case Call::typed_map:
      rest.operand(step.address);
      rest.operand(step.length);
      rest.bits(step.protection, step.raw_protection, protection_named);
      rest.bits(step.flags, step.raw_flags, flags_named);
      rest.descriptor(step.descriptor);
      rest.operand(step.physical);
      break;
    case Call::typed_file:
      rest.descriptor(step.descriptor);
      rest.take(step.operation, operation_named);
      break;
    case Call::place32:
    case Call::place64:
      rest.operand(step.address);
      rest.operand(step.length);
      rest.pointer(step.wants_offset);
      rest.pointer(step.wants_run);
      rest.word("&fildes");
      break;
    default:
      rest.descriptor(step.descriptor);
      break;
  }
  return rest.fit();
}

}  // namespace mapproof::explore
