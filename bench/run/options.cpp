// Parses the command line.
// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>

#include "result/build_info.hpp"

namespace mapproof::bench {
namespace {

void declare(CLI::App& app, Options& options) {
  declare_subject(app, options, options.profile, "let mmio_write store to the window; the bytes are put back");
  app.add_option("--filter", options.filter, "measure only the rows whose label this regular expression finds");
  app.add_option("--time", options.budget.seconds, "duration of the whole run in seconds")
      ->capture_default_str()
      ->check(CLI::Range(0.1, 86400.0));
  app.add_option("--repetitions", options.budget.repetitions, "of each row, at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app.add_option("--out", options.out, "write a result file, JSON Lines");
  app.add_option("--topology", options.topology, "write what hwloc knows of the machine to this file, as its XML");
  app.add_flag("--json", options.json, "print one JSON object instead of the table");
  app.set_version_flag("--version",
                       std::string("mapproof-bench ") + build_info.version + " (" + build_info.commit + ")");
  auto* const verdicts = app.add_option("--verdicts", options.verdicts,
                                        "the conformance result of the same subject that figures depend on");
  app.add_flag("!--no-gate", options.gate, "show figures without checking first that the subject conforms")
      ->excludes(verdicts);
  app.add_flag("--list", options.list, "print the labels of all rows and measure nothing");
}

}  // namespace

std::optional<Options> parse_options(int argc, const char* const* argv) {
  Options options;
  CLI::App app{"Measures what a device-memory mapping API costs, each figure beside its floor.", "mapproof-bench"};
  declare(app, options);
  if (parse(app, argc, argv)) return std::nullopt;
  options.arguments.assign(argv + 1, argv + argc);
  return options;
}

}  // namespace mapproof::bench
