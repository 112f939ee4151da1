# The Debian package, which deploy/package makes of a release build.
set(contexts registry:7421 certification:7422 standards:7432 market:7423 insurance:7428
    exchange:7436 financing:7429 promotion:7431 policy:7424 grants:7425 readmodels:7426)
set(programs debut debutd debut-eventlog)
set(configurations ${PROJECT_SOURCE_DIR}/deploy/debian/config/debutd.conf
                   ${PROJECT_SOURCE_DIR}/deploy/debian/config/eventlog.conf)
foreach(entry IN LISTS contexts)
  string(REPLACE ":" ";" pair ${entry})
  list(GET pair 0 context)
  list(GET pair 1 port)
  list(APPEND programs debut-${context})
  configure_file(${PROJECT_SOURCE_DIR}/deploy/debian/config/service.conf.in
                 ${PROJECT_BINARY_DIR}/package/${context}.conf @ONLY)
  list(APPEND configurations ${PROJECT_BINARY_DIR}/package/${context}.conf)
endforeach()

# Of each program what it says of itself.
set(manual_of ${PROJECT_SOURCE_DIR}/deploy/debian/manual)
foreach(program IN LISTS programs)
  set(manual ${PROJECT_BINARY_DIR}/package/${program}.1.gz)
  add_custom_command(
    OUTPUT ${manual}
    COMMAND sh -c "'${manual_of}' '$<TARGET_FILE:${program}>' > '${program}.1'"
    COMMAND gzip -9nf ${program}.1
    DEPENDS ${program} ${manual_of}
    WORKING_DIRECTORY ${PROJECT_BINARY_DIR}/package
    VERBATIM)
  list(APPEND manuals ${manual})
endforeach()
add_custom_target(package_contents DEPENDS ${programs} ${manuals})

install(TARGETS ${programs} RUNTIME DESTINATION usr/bin)
install(FILES ${configurations} DESTINATION etc/debut)
install(FILES ${manuals} DESTINATION usr/share/man/man1)
install(DIRECTORY deploy/systemd/ DESTINATION lib/systemd/system)
install(DIRECTORY deploy/policy deploy/calendar deploy/observation deploy/proxy
        DESTINATION usr/share/debut)
install(PROGRAMS deploy/make-log-key DESTINATION usr/share/debut)
install(DIRECTORY docs/ DESTINATION usr/share/doc/debut FILES_MATCHING PATTERN "*.md")
install(FILES README.md DESTINATION usr/share/doc/debut)
install(FILES LICENSE DESTINATION usr/share/doc/debut RENAME copyright)
install(FILES deploy/debian/debut.bash-completion
        DESTINATION usr/share/bash-completion/completions RENAME debut)

# dpkg asks before it touches these once somebody has changed them.
foreach(configuration IN LISTS configurations)
  get_filename_component(name ${configuration} NAME)
  string(APPEND conffiles "/etc/debut/${name}\n")
endforeach()
file(WRITE ${PROJECT_BINARY_DIR}/package/conffiles "${conffiles}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME debut)
set(CPACK_PACKAGE_VENDOR Debut)
set(CPACK_PACKAGE_CONTACT "Debut <root@localhost>")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_SOURCE_DIR}/build/package)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ
    GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, openssl")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "systemd, bash-completion")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${PROJECT_SOURCE_DIR}/deploy/debian/postinst ${PROJECT_SOURCE_DIR}/deploy/debian/prerm
    ${PROJECT_SOURCE_DIR}/deploy/debian/postrm ${PROJECT_BINARY_DIR}/package/conffiles)
include(CPack)
