// Every sentence with which the plugin loader refuses, and what it accepts.
// SPDX-License-Identifier: Apache-2.0
#include "host/plugin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "host/cannot_run.hpp"
#include "host/session.hpp"

namespace mapproof {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

std::string plugin(const std::string& defect) { return std::string(PLUGIN_FOLDER) + "/" + defect + ".so"; }

template <class Action>
std::string refusal_of(Action action) {
  try {
    action();
  } catch (const CannotRun& refusal) {
    return refusal.what();
  }
  return "";
}

std::string load_refusal(const std::string& name) {
  return refusal_of([&] { load_backend(name); });
}

std::string table_refusal(const mapproof_backend* table) {
  return refusal_of([&] { adopt_backend(table, "here", nullptr); });
}

TEST(PluginTest, UnknownNameListsTheNamesThatExist) {
  EXPECT_THAT(load_refusal("modle"), AllOf(StartsWith("there is no backend 'modle': use one of "), HasSubstr("model"),
                                           EndsWith("or the path of a plugin (one with a slash or ending in .so).")));
}

TEST(PluginTest, MissingFile) {
  EXPECT_EQ(load_refusal("/nowhere/backend.so"),
            "plugin '/nowhere/backend.so' cannot be opened (ENOENT): give the path of a shared object.");
  EXPECT_EQ(load_refusal("backend.so"),
            "plugin 'backend.so' cannot be opened (ENOENT): give the path of a shared object.");
}

TEST(PluginTest, Directory) {
  const std::string folder = PLUGIN_FOLDER;
  EXPECT_EQ(load_refusal(folder), "plugin '" + folder + "' is not a file: give the path of a shared object.");
}

// In a child, because root would have to stop being root to be refused anything.
TEST(PluginTest, UnreadableFile) {
  const std::string path = testing::TempDir() + "mapproof-unreadable.so";
  std::ofstream(path) << "nothing";
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool unprivileged = ::geteuid() != 0 || ::setuid(65534) == 0;
    const bool refused =
        load_refusal(path) == "plugin '" + path + "' is not readable (EACCES): change its permissions.";
    ::_exit(unprivileged && refused ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  ::unlink(path.c_str());

  EXPECT_EQ(status, 0);
}

TEST(PluginTest, FileThatIsNoSharedObject) {
  const std::string path = testing::TempDir() + "mapproof-text.so";
  std::ofstream(path) << "not a shared object\n";
  EXPECT_THAT(load_refusal(path), StartsWith("plugin '" + path + "' is not a shared object that loads here: "));
  ::unlink(path.c_str());
}

TEST(PluginTest, NoEntrySymbol) {
  EXPECT_EQ(load_refusal(plugin("no_symbol")),
            "plugin '" + plugin("no_symbol") +
                "' has no symbol mapproof_backend_entry(): export it as <mapproof/backend.h> declares it.");
}

TEST(PluginTest, NoTable) {
  EXPECT_EQ(load_refusal(plugin("null_table")),
            "backend '" + plugin("null_table") + "' returned no table from mapproof_backend_entry().");
}

TEST(PluginTest, OtherAbiNumber) {
  EXPECT_EQ(load_refusal(plugin("wrong_abi")),
            "backend '" + plugin("wrong_abi") +
                "' was built for ABI 2, this mapproof speaks ABI 1: rebuild it against this version's "
                "<mapproof/backend.h>.");
}

TEST(PluginTest, TableTooSmall) {
  EXPECT_THAT(load_refusal(plugin("too_small")),
              AllOf(HasSubstr("has a table of"), HasSubstr("the smallest useful one has"),
                    EndsWith("set struct_size to sizeof(struct mapproof_backend).")));
}

TEST(PluginTest, MandatoryCallMissing) {
  EXPECT_EQ(load_refusal(plugin("lacks_close")),
            "backend '" + plugin("lacks_close") +
                "' lacks one of name, open, close and facts, which every backend must have.");
  mapproof_backend table = load_backend(plugin("none")).table();
  table.name = nullptr;
  EXPECT_THAT(table_refusal(&table), HasSubstr("lacks one of"));
}

TEST(PluginTest, ShorterTableOfAnOlderPluginIsCompletedWithNull) {
  const Backend backend = load_backend(plugin("short_table"));

  EXPECT_NE(backend.table().open, nullptr);
  EXPECT_EQ(backend.table().munmap_device_memory, nullptr);
  EXPECT_EQ(backend.table().empty, nullptr);  // beyond what the plugin said it knows
}

TEST(PluginTest, LongerTableOfANewerPluginIsCutOff) {
  mapproof_backend table = load_backend(plugin("none")).table();
  table.struct_size = sizeof table + 64;

  EXPECT_EQ(table_refusal(&table), "");
}

TEST(PluginTest, PluginsAndBuiltInBackendsSayWhereTheyComeFrom) {
  EXPECT_EQ(load_backend(plugin("none")).origin(), plugin("none"));
  EXPECT_EQ(load_backend("model").origin(), "built-in");
  EXPECT_STREQ(load_backend("model").table().name, "model");
}

TEST(PluginTest, RefusedOpenIsToldInTheBackendsOwnWords) {
  const auto open = [](const std::string& defect) {
    const Backend backend = load_backend(plugin(defect));
    return refusal_of([&] { const Session session(backend, {.target = "t:1"}); });
  };

  EXPECT_EQ(open("refuses"), "there is no such device: name one that exists.");
  EXPECT_EQ(open("refuses_silently"), "backend 'plugin' refused target 't:1' with ENODEV and gave no reason.");
  EXPECT_EQ(open("none"), "");
}

}  // namespace
}  // namespace mapproof
