# Runs a PostgreSQL server for tests and stops it when no test has used it for a while.
# Arguments: the directory of the server's programs, the directory of the cluster, the file that every user of the cluster holds
# a shared lock on.
bin=$1 cluster=$2 users=$3

"$bin/postgres" -D "$cluster/data" -k "$cluster" -c listen_addresses='' -c fsync=off -c synchronous_commit=on \
    -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB -c log_min_messages=fatal &
server=$!

idle=0
while kill -0 "$server" 2>/dev/null; do
    sleep 5
    # The lock can be had alone only when no test process lives; it is the kernel that lets go for a process that was killed.
    if flock -n -x "$users" true; then idle=$((idle + 1)); else idle=0; fi
    if [ "$idle" -ge 24 ]; then
        # Stopped under the lock, so that nobody comes in meanwhile.
        flock -n -x "$users" sh -c "kill -INT $server; while kill -0 $server 2>/dev/null; do sleep 0.1; done; rm -rf '$cluster/data'" \
            && exit 0
        idle=0
    fi
done
