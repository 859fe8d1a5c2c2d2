// Writes one result to every file that was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "outputs.hpp"

#include "junit.hpp"
#include "ktap.hpp"
#include "result/chain.hpp"
#include "result/result_file.hpp"

namespace mapproof {
namespace {

std::string as_json_lines(const ResultEvents& events) {
  std::string text;
  Chain chain;
  for (const nlohmann::ordered_json& event : events) text += chain.line_of(event) + "\n";
  return text;
}

}  // namespace

Outputs::Outputs(const Options& options) {
  add(options.junit, as_junit);
  add(options.ktap, as_ktap);
  // Last, because a result under its name says that all is done.
  add(options.out, as_json_lines);
}

void Outputs::add(const std::string& path, Format format) {
  if (!path.empty()) files_.emplace_back(PendingFile(path), format);
}

void Outputs::write(const ResultEvents& events) {
  // As a reader finds them: whatever a subject printed is valid UTF-8 there.
  ResultEvents as_read;
  for (const nlohmann::ordered_json& event : events) {
    as_read.push_back(nlohmann::ordered_json::parse(one_line(event)));
  }
  for (auto& [file, format] : files_) file.fill(format(as_read));
  for (auto& [file, format] : files_) file.commit();
}

}  // namespace mapproof
