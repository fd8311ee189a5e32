using System.ComponentModel;

namespace PublicApi.GraphQL;

[Description("Every code that extensions.code of an error can have, but for the rules of validation of the GraphQL specification: their codes are their names, such as FIELDS_ON_CORRECT_TYPE. What is not there, and what a rule refuses, is data and no error. extensions.code 的全部取值；GraphQL 规范的校验规则除外，其代码即规则名。查无数据和按规则不予受理均为数据，不是错误。")]
public enum ErrorCode
{
    [Description("The HTTP request is not a GraphQL request. HTTP 请求不是 GraphQL 请求。")]
    BadRequest,

    [Description("The document cannot be read. 文档语法有误。")]
    SyntaxError,

    [Description("The document has no operation. 文档中没有操作。")]
    NoOperation,

    [Description("The document has no operation of the name. 文档中没有该名称的操作。")]
    InvalidOperationName,

    [Description("An argument is of the right type and not allowed. 参数类型正确但取值不允许。")]
    BadArgument,

    [Description("A variable does not fit its type. 变量与其类型不符。")]
    InvalidValue,

    [Description("The document asks for what this endpoint or transport does not do. 此端点或传输方式不支持该操作。")]
    InvalidOperation,

    [Description("No document is known under the hash: send it once with its hash. 无此散列对应的文档：请连同散列一并发送一次。")]
    PersistedQueryNotFound,

    [Description("A limit on what one request may ask is passed; the message names it. 超出单次请求的限制，消息中载明。")]
    LimitExceeded,

    [Description("The request would cost too much: see extensions.cost of a smaller one. 请求开销过大：可参见较小请求的 extensions.cost。")]
    Complexity,

    [Description("The address or member asks too often; the header Retry-After says when to go on, on a WebSocket extensions.retryAfter. 请求过于频繁；何时可继续见 Retry-After，WebSocket 上见 extensions.retryAfter。")]
    RateLimited,

    [Description("The log never had the state that asOf asks for. 日志从未有过 asOf 所查的状态。")]
    NoSuchState,

    [Description("The log had the state that asOf asks for, and this figure is not kept of it: nothing of the past is estimated. 日志有过该状态，但未保留此项数据：对过去不作估计。")]
    StateNotKept,

    [Description("A subscription ends, its reader was too slow; extensions.after is the place to go on after. 订阅因读取过慢而结束；可从 extensions.after 之后继续。")]
    Lagged,

    [Description("A member's subscription ends, it is no member in force any longer. 成员资格失效，订阅结束。")]
    NoLongerMember,

    [Description("The answer took too long. 应答超时。")]
    Timeout,

    [Description("A fault of the service; it is logged, and nothing of it is told. 服务故障；已记录，不对外透露。")]
    Internal,
}
