# The four kinds of target that this project has. Each is compiled with the one shared
# precompiled header, and finds "money/fen.h" under libs/ and "services/..." under the root.

add_library(debut_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cc)
target_link_libraries(debut_pch PUBLIC gRPC::grpc++ protobuf::libprotobuf absl::statusor
                                       fmt::fmt spdlog::spdlog Threads::Threads)
set(debut_pch_headers
    <grpcpp/grpcpp.h> <google/protobuf/message.h> <absl/status/statusor.h> <absl/time/time.h>
    <fmt/format.h> <spdlog/spdlog.h> <algorithm> <functional> <map> <optional> <string> <tuple>
    <variant> <vector>)
if(BUILD_TESTING)
  target_link_libraries(debut_pch PUBLIC GTest::gmock)
  list(APPEND debut_pch_headers <gmock/gmock.h> <gtest/gtest.h>)
endif()
target_precompile_headers(debut_pch PRIVATE ${debut_pch_headers})

function(debut_configure target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/libs ${PROJECT_SOURCE_DIR})
  if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    target_precompile_headers(${target} REUSE_FROM debut_pch)
  endif()
endfunction()

# debut_library(money SOURCES fen.cc DEPS debut::base): the target debut_money, alias debut::money.
function(debut_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_library(debut_${name} STATIC ${ARG_SOURCES})
  add_library(debut::${name} ALIAS debut_${name})
  target_link_libraries(debut_${name} PUBLIC ${ARG_DEPS})
  debut_configure(debut_${name})
endfunction()

# debut_program(debutd SOURCES main.cc DEPS ...): an executable in <build>/bin.
function(debut_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  debut_configure(${name})
endfunction()

# debut_test(money_test SOURCES fen_test.cc DEPS debut::money [LABELS slow] [ENVIRONMENT A=b]):
# GoogleTest cases.
function(debut_test name)
  if(NOT BUILD_TESTING)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} debut::build_tree_testing GTest::gmock_main)
  debut_configure(${name})
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
                       PROPERTIES TIMEOUT 600 LABELS "${ARG_LABELS}"
                                  ENVIRONMENT "${ARG_ENVIRONMENT}")
endfunction()
