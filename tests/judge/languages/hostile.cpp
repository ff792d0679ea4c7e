// Attacks on the host, made by a program in C++. Each says `through` when it succeeded
// as far as it can tell; the host looks for itself where something can be seen.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hostile {

struct Host {
    std::string secret, target;  // a file to read, a path to write
    int victim, port;            // a process, and where somebody listens
};

std::string said(bool is_through) { return is_through ? "through" : std::strerror(errno); }

std::string contents(const std::string& path) {
    std::ifstream file(path);
    return file ? std::string(std::istreambuf_iterator<char>(file), {}) : std::strerror(errno);
}

std::string after_fork(long child) {
    if (child == 0) _exit(0);
    if (child > 0) ::waitpid(static_cast<pid_t>(child), nullptr, 0);
    return said(child > 0);
}

std::string executed(const char* program, const std::string& words) {
    char* arguments[] = {const_cast<char*>(program), const_cast<char*>("-c"), const_cast<char*>(words.c_str()), nullptr};
    ::execve(program, arguments, environ);
    return std::strerror(errno);
}

std::string opened(int family, int kind) {
    const int found = ::socket(family, kind, 0);
    return said(found >= 0);
}

std::string called(long result) { return said(result >= 0); }

using Attack = std::function<std::string(const Host&)>;

const std::map<std::string, Attack>& attacks() {
    static const std::map<std::string, Attack> all = {
        // files
        {"read_a_secret", [](const Host& host) { return contents(host.secret); }},
        {"read_a_secret_through_proc", [](const Host& host) { return contents("/proc/1/root" + host.secret); }},
        {"read_a_secret_by_a_handle", [](const Host& host) {
             const int folder = ::open("/", O_RDONLY | O_DIRECTORY);
             const int file = ::openat(folder, host.secret.c_str() + 1, O_RDONLY);
             char text[64] = {};
             return ::read(file, text, sizeof text - 1) > 0 ? std::string(text) : said(false);
         }},
        {"read_passwords", [](const Host&) { return said(std::ifstream("/etc/passwd").good()); }},
        {"read_a_disk", [](const Host&) { return said(::open("/dev/vda", O_RDONLY) >= 0 || ::open("/dev/sda", O_RDONLY) >= 0 || ::open("/dev/mem", O_RDONLY) >= 0); }},
        {"list_home_folders", [](const Host&) { return said(::opendir("/root") || ::opendir("/home")); }},
        {"write_a_file", [](const Host& host) { return said(::open(host.target.c_str(), O_WRONLY | O_CREAT, 0644) >= 0); }},
        {"empty_a_file", [](const Host& host) { return said(::truncate(host.secret.c_str(), 0) == 0 || ::open(host.secret.c_str(), O_WRONLY | O_TRUNC) >= 0); }},
        {"change_modes", [](const Host& host) { return said(::chmod(host.secret.c_str(), 0777) == 0); }},
        {"remove_a_file", [](const Host& host) { return said(::unlink(host.secret.c_str()) == 0); }},
        {"rename_a_file", [](const Host& host) { return said(::rename(host.secret.c_str(), host.target.c_str()) == 0); }},
        {"make_a_folder", [](const Host& host) { return said(::mkdir(host.target.c_str(), 0755) == 0); }},
        {"make_a_link", [](const Host& host) { return said(::symlink(host.secret.c_str(), host.target.c_str()) == 0 || ::link(host.secret.c_str(), host.target.c_str()) == 0); }},
        {"make_a_device", [](const Host& host) { return said(::mkfifo(host.target.c_str(), 0644) == 0); }},
        {"write_the_program_itself", [](const Host&) { return said(::open("/submission", O_WRONLY) >= 0); }},
        {"write_to_a_scratch", [](const Host&) { return said(::open("/tmp/drill-was-here", O_WRONLY | O_CREAT, 0644) >= 0 || ::open("/scratch/x", O_WRONLY | O_CREAT, 0644) >= 0 || ::open("/x", O_WRONLY | O_CREAT, 0644) >= 0); }},
        // processes
        {"fork", [](const Host&) { return after_fork(::fork()); }},
        {"fork_by_number", [](const Host&) { return after_fork(::syscall(SYS_fork)); }},
        {"vfork", [](const Host&) {
             const pid_t child = ::vfork();
             if (child == 0) _exit(0);
             return said(child > 0);
         }},
        {"clone", [](const Host&) { return after_fork(::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); }},
        {"clone3", [](const Host&) {
             unsigned long long asked[11] = {};
             asked[4] = SIGCHLD;
             return after_fork(::syscall(435, asked, sizeof asked));
         }},
        {"start_a_shell", [](const Host& host) { return executed("/bin/sh", "echo > " + host.target); }},
        {"start_the_interpreter", [](const Host& host) { return executed("/usr/bin/python3", "open('" + host.target + "', 'w')"); }},
        {"start_a_library", [](const Host& host) { return executed("/lib64/ld-linux-x86-64.so.2", host.target); }},
        {"start_from_memory", [](const Host& host) {
             const int file = static_cast<int>(::syscall(SYS_memfd_create, "x", 0));
             const std::string script = "#!/bin/sh\necho > " + host.target + "\n";
             if (file < 0 || ::write(file, script.data(), script.size()) < 0) return said(false);
             char* none[] = {const_cast<char*>("x"), nullptr};
             ::syscall(SYS_execveat, file, "", none, environ, AT_EMPTY_PATH);
             return said(false);
         }},
        {"spawn", [](const Host& host) {
             pid_t child = 0;
             const std::string words = "echo > " + host.target;
             char* arguments[] = {const_cast<char*>("sh"), const_cast<char*>("-c"), const_cast<char*>(words.c_str()), nullptr};
             errno = ::posix_spawn(&child, "/bin/sh", nullptr, nullptr, arguments, environ);
             if (errno == 0) ::waitpid(child, nullptr, 0);
             return said(errno == 0 && ::access(host.target.c_str(), F_OK) == 0);
         }},
        {"become_a_daemon", [](const Host&) { return said(::daemon(0, 0) == 0); }},
        {"end_another_process", [](const Host& host) { return said(::kill(host.victim, SIGTERM) == 0); }},
        {"end_all_processes", [](const Host&) { return said(::kill(-1, 0) == 0); }},
        {"signal_by_a_handle", [](const Host& host) {
             const int handle = static_cast<int>(::syscall(434, host.victim, 0));
             return called(handle < 0 ? -1 : ::syscall(424, handle, SIGTERM, 0, 0));
         }},
        {"attach_to_another", [](const Host& host) { return said(::ptrace(PTRACE_ATTACH, host.victim, 0, 0) == 0); }},
        {"read_another_ones_memory", [](const Host& host) {
             char byte = 0;
             iovec mine{&byte, 1}, theirs{reinterpret_cast<void*>(0x400000), 1};
             return called(::process_vm_readv(host.victim, &mine, 1, &theirs, 1, 0));
         }},
        {"change_priorities", [](const Host& host) { return said(::setpriority(PRIO_PROCESS, static_cast<id_t>(host.victim), 5) == 0); }},
        {"raise_limits", [](const Host&) {
             rlimit limit{};
             ::getrlimit(RLIMIT_NOFILE, &limit);
             limit.rlim_cur = limit.rlim_max = limit.rlim_max > 4096 ? limit.rlim_max - 1 : 1048576;
             return said(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
         }},
        // network
        {"socket_inet", [](const Host&) { return opened(AF_INET, SOCK_STREAM); }},
        {"socket_inet6", [](const Host&) { return opened(AF_INET6, SOCK_STREAM); }},
        {"socket_datagram", [](const Host&) { return opened(AF_INET, SOCK_DGRAM); }},
        {"socket_unix", [](const Host&) { return opened(AF_UNIX, SOCK_STREAM); }},
        {"socket_netlink", [](const Host&) { return opened(AF_NETLINK, SOCK_RAW); }},
        {"call_the_host", [](const Host& host) {
             const int caller = ::socket(AF_INET, SOCK_STREAM, 0);
             sockaddr_in address{};
             address.sin_family = AF_INET;
             address.sin_port = htons(static_cast<std::uint16_t>(host.port));
             address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
             return said(caller >= 0 && ::connect(caller, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
         }},
        // the kernel
        {"io_uring", [](const Host&) {
             char asked[120] = {};
             return called(::syscall(425, 4, asked));
         }},
        {"mount", [](const Host& host) { return said(::mount("none", host.target.c_str(), "tmpfs", 0, nullptr) == 0); }},
        {"unshare_users", [](const Host&) { return said(::unshare(CLONE_NEWUSER) == 0); }},
        {"clone_into_namespaces", [](const Host&) { return after_fork(::syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0)); }},
        {"chroot", [](const Host&) { return said(::chroot("/") == 0); }},
        {"bpf", [](const Host&) {
             char asked[128] = {};
             return called(::syscall(SYS_bpf, 0, asked, sizeof asked));
         }},
        {"perf", [](const Host&) {
             unsigned asked[32] = {1, 128};
             return called(::syscall(SYS_perf_event_open, asked, 0, -1, -1, 0));
         }},
        {"userfaultfd", [](const Host&) { return called(::syscall(SYS_userfaultfd, 0)); }},
        {"keys", [](const Host&) { return called(::syscall(SYS_keyctl, 0, -3, 1)); }},
        {"become_root", [](const Host&) { return said(::setuid(0) == 0 && ::open("/etc/shadow", O_RDONLY) >= 0); }},
        {"forget_seccomp", [](const Host&) { return said(::prctl(PR_SET_SECCOMP, 0) == 0); }},
        {"read_the_log", [](const Host&) {
             char text[64];
             return called(::syscall(SYS_syslog, 3, text, sizeof text));
         }},
    };
    return all;
}

}  // namespace hostile

std::string attack(std::string name, std::string secret, std::string target, int victim, int port) {
    return hostile::attacks().at(name)(hostile::Host{secret, target, victim, port});
}

std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const auto& [name, _] : hostile::attacks()) found.push_back(name);
    return found;
}
