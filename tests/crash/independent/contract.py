"""The public contract, read from proto/ with protoc, and clients that call it.

Nothing of the product is imported: the messages are made at run time from the published files.
"""

import os
import pathlib
import subprocess
import tempfile
import urllib.parse

# A channel without a call is looked at this often only, also while it connects and when the other
# end wants to leave. Read when gRPC is loaded.
os.environ.setdefault("GRPC_CLIENT_CHANNEL_BACKUP_POLL_INTERVAL_MS", "50")

import grpc  # noqa: E402
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

ROOT = pathlib.Path(__file__).resolve().parents[3]
PRINCIPAL_HEADER = "x-debut-principal"
SERVICES = {
    "certification": ["debut.certification.v1.CertificationService"],
    "eventlog": ["debut.eventlog.v1.EventLogService", "debut.eventlog.v1.TransparencyService"],
    "exchange": ["debut.exchange.v1.ExchangeService"],
    "financing": ["debut.financing.v1.FinancingService"],
    "grants": ["debut.grants.v1.GrantsService", "debut.grants.v1.ClaimReviewService"],
    "insurance": ["debut.insurance.v1.InsuranceService"],
    "market": ["debut.market.v1.MarketService"],
    "policy": ["debut.policy.v1.PolicyService"],
    "promotion": ["debut.promotion.v1.PromotionService"],
    "readmodels": ["debut.readmodels.v1.ReadModelsService"],
    "registry": ["debut.registry.v1.RegistryService"],
    "standards": ["debut.standards.v1.StandardsService"],
}
# A server that was killed is back within moments: gRPC would wait for up to two minutes, and for
# half a minute before it asks for an address again (see "ipv4:").
CHANNEL_OPTIONS = [
    ("grpc.initial_reconnect_backoff_ms", 20),
    ("grpc.min_reconnect_backoff_ms", 2_000),  # For one attempt.
    ("grpc.max_reconnect_backoff_ms", 100),
    ("grpc.use_local_subchannel_pool", 1),
    ("grpc.max_receive_message_length", 16 << 20),
]
# Whoever is answered so knows nothing about what became of the request.
UNKNOWN_OUTCOMES = {
    grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED,
    grpc.StatusCode.UNKNOWN, grpc.StatusCode.INTERNAL, grpc.StatusCode.RESOURCE_EXHAUSTED,
}  # fmt: skip


def _descriptors(proto_dir):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "contract.pb"
        files = sorted(proto_dir.rglob("*.proto"))
        subprocess.run(
            ["protoc", f"-I{proto_dir}", "--include_imports", f"--descriptor_set_out={out}",
             *map(str, files)], check=True,
        )  # fmt: skip
        return descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())


class Contract:
    """Messages and methods by name. Thread-safe once made."""

    def __init__(self, proto_dir=ROOT / "proto"):
        pool = descriptor_pool.DescriptorPool()
        for file in _descriptors(proto_dir).file:
            pool.Add(file)
        self._pool = pool
        self._factory = message_factory.MessageFactory(pool)
        self._methods = {}
        for context, services in SERVICES.items():
            for service in services:
                for method in pool.FindServiceByName(service).methods:
                    self._methods[context, method.name] = (
                        f"/{service}/{method.name}",
                        self._factory.GetPrototype(method.input_type),
                        self._factory.GetPrototype(method.output_type),
                    )

    def message(self, full_name):
        """The class of a message: "debut.grants.v1.AwardProposed"."""
        return self._factory.GetPrototype(self._pool.FindMessageTypeByName(full_name))

    def method(self, context, name):
        """Path, request class and answer class."""
        return self._methods[context, name]


class Failure(Exception):
    """An RPC that did not end with OK."""

    def __init__(self, code, text, details):
        super().__init__(f"{code.name}: {text}")
        self.code = code
        self.text = text
        self.details = details  # Bytes by full name of the message.

    @property
    def outcome_is_unknown(self):
        return self.code in UNKNOWN_OUTCOMES


class Client:
    """Calls the contexts at their addresses. Thread-safe."""

    def __init__(self, contract, addresses):
        self.contract = contract
        self._channels = {
            address: grpc.insecure_channel("ipv4:" + address, CHANNEL_OPTIONS)
            for address in set(addresses.values())
        }
        self._channel_of = {name: self._channels[a] for name, a in addresses.items()}
        self._stubs = {}

    def close(self):
        for channel in self._channels.values():
            channel.close()

    def wait_ready(self, seconds_max=30):
        """Until every server is connected: after a restart the channels still wait a moment."""
        for channel in self._channels.values():
            grpc.channel_ready_future(channel).result(seconds_max)

    def call(self, context, name, request, principal="", timeout=10.0):
        """`request`: a message, or a dict as in JSON. Raises Failure."""
        _, request_class, answer_class = self.contract.method(context, name)
        if isinstance(request, dict):
            request = json_format.ParseDict(request, request_class())
        raw = self.call_raw(context, name, request.SerializeToString(), principal, timeout)
        return answer_class.FromString(raw)

    def call_raw(self, context, name, request_bytes, principal="", timeout=10.0):
        """The same with bytes in and out, as they travel."""
        stub = self._stubs.get((context, name))
        if stub is None:
            path, _, _ = self.contract.method(context, name)
            stub = self._channel_of[context].unary_unary(path)
            self._stubs[context, name] = stub
        metadata = []
        if principal:
            metadata.append((PRINCIPAL_HEADER, urllib.parse.quote(principal)))
        try:
            return stub(request_bytes, timeout=timeout, metadata=metadata)
        except grpc.RpcError as error:
            raise Failure(error.code(), error.details(), self._details_of(error)) from None

    def stream_raw(self, context, name, request, principal="", timeout=None):
        """A stream of answers as bytes; `cancel()` of it ends it."""
        path, _, _ = self.contract.method(context, name)
        metadata = [(PRINCIPAL_HEADER, urllib.parse.quote(principal))] if principal else []
        stream = self._channel_of[context].unary_stream(path)
        return stream(request.SerializeToString(), timeout=timeout, metadata=metadata)

    def _details_of(self, error):
        for key, value in error.trailing_metadata() or ():
            if key != "grpc-status-details-bin":
                continue
            status = self.contract.message("debut.rpc.v1.Status").FromString(value)
            return {any_.type_url.split("/")[-1]: any_.value for any_ in status.details}
        return {}

    def reason_of(self, failure):
        """Why a rule said no: "CAP_EXHAUSTED"; empty: no rule did."""
        name = "debut.rpc.v1.ErrorInfo"
        if name not in failure.details:
            return ""
        return self.contract.message(name).FromString(failure.details[name]).reason

    def conflict_of(self, failure):
        """Position and item of an append that was refused by its condition; None: it wasn't."""
        name = "debut.eventlog.v1.AppendConflict"
        if name not in failure.details:
            return None
        conflict = self.contract.message(name).FromString(failure.details[name])
        return conflict.position, conflict.item_index
