# add_proto_library(<target> PROTOS <file>...): the generated code of a set of protos, with gRPC
# stubs for those named *_service.proto. Debian's gRPC exports no plugin target.
find_program(GRPC_CPP_PLUGIN grpc_cpp_plugin REQUIRED)

function(add_proto_library target)
  cmake_parse_arguments(ARG "" "" "PROTOS" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/gen)
  file(MAKE_DIRECTORY ${out})
  foreach(proto IN LISTS ARG_PROTOS)
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    set(products ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    set(flags --cpp_out=${out})
    if(stem MATCHES "_service$")
      list(APPEND products ${out}/${stem}.grpc.pb.cc ${out}/${stem}.grpc.pb.h)
      list(APPEND flags --grpc_out=${out} --plugin=protoc-gen-grpc=${GRPC_CPP_PLUGIN})
    endif()
    add_custom_command(
      OUTPUT ${products}
      COMMAND protobuf::protoc -I${CMAKE_CURRENT_SOURCE_DIR} -I${PROJECT_SOURCE_DIR}/proto ${flags}
              ${proto}
      DEPENDS ${proto}
      WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
      COMMENT "protoc ${proto}"
      VERBATIM)
    list(APPEND sources ${products})
  endforeach()
  add_library(${target} STATIC ${sources})
  target_include_directories(${target} SYSTEM PUBLIC ${out})
  target_link_libraries(${target} PUBLIC gRPC::grpc++ protobuf::libprotobuf)
  target_compile_options(${target} PRIVATE -w)
  if(DEBUT_FUZZ)  # Generated code is not what is fuzzed, and most of what there is to compile.
    target_compile_options(${target} PRIVATE -O0 -g0 -fno-sanitize=all)
  endif()
endfunction()
