# Writes build_info.cpp; run by every build, and touches the file only if something changed, so that one small source and the
# links that need it are all a new commit costs.
cmake_minimum_required(VERSION 3.22)
set(COMMIT unknown)
if(GIT AND EXISTS "${SOURCE}/.git")
  execute_process(COMMAND "${GIT}" describe --always --dirty --abbrev=12 --exclude=* WORKING_DIRECTORY "${SOURCE}"
                  OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
  if(NOT failed AND described)
    set(COMMIT "${described}")
  endif()
endif()
if(NOT FLAGS)
  set(FLAGS none)
endif()
# Where there is no dpkg, nobody can be asked.
set(PACKAGES unknown)
find_program(DPKG_QUERY dpkg-query)
if(DPKG_QUERY)
  execute_process(COMMAND "${DPKG_QUERY}" -W "-f=\${db:Status-Abbrev}\${Package} \${Version}\n" g++ clang cmake libc6-dev libstdc++6
                          libhwloc-dev libbenchmark-dev libcli11-dev nettle-dev nlohmann-json3-dev zlib1g-dev
                  OUTPUT_VARIABLE listed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  string(REGEX MATCHALL "ii [^\n]+" installed "${listed}")
  string(REGEX REPLACE "ii " "" installed "${installed}")
  if(installed)
    string(REPLACE ";" ", " PACKAGES "${installed}")
  endif()
endif()
configure_file("${SOURCE}/reports/result/build_info.cpp.in" "${OUTPUT}" @ONLY ESCAPE_QUOTES)
