import { defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '开发者', en: 'Developers' },
  lead: {
    zh: '网页上能做的，接口都能做：查片单和场次，看实时座位图，锁座、下单、收款、出票、退改。你的程序用自己的身份，替自己的顾客购票；有事发生，平台主动告诉你。',
    en: 'Whatever this site does, the API does: films and showtimes, live seat maps, seat locks, orders, payment, tickets, refunds. Your program signs in as itself, buys for customers of its own, and is told when something happens.',
  },
  reference: { zh: '接口参考', en: 'API reference' },
  referenceHint: { zh: '可以在页面上直接试', en: 'to be tried on the page' },
  document: { zh: 'OpenAPI 文档', en: 'OpenAPI document' },
  documentHint: { zh: '用来生成带类型的客户端', en: 'to generate a typed client from' },
  metadata: { zh: '登录服务的元数据', en: 'Sign-in metadata' },
  metadataHint: { zh: 'OAuth 2.1，授权码加 PKCE', en: 'OAuth 2.1, authorization code with PKCE' },
  contents: { zh: '目录', en: 'Contents' },
  quickStart: { zh: '快速开始', en: 'Quick start' },
  quickStartLead: {
    zh: '在终端里依次输入下面的命令，就会在演示环境买到两张票。需要 bash、curl、jq，第五步还要 Node。密钥人人皆知，只在演示环境有效；正式的编号和密钥由平台管理员登记后交给你。',
    en: 'Type these commands one after the other and two tickets are bought at the demo. They need bash, curl and jq, and Node for the fifth. The secret is everybody’s and exists in a demo only; your own comes from the platform’s administrator.',
  },
  stepToken: { zh: '以接入方身份登录', en: 'Sign in as a client' },
  stepTokenText: {
    zh: '用编号和密钥换一个令牌，十分钟有效，过期再换。scope 说明要做什么：booking 是购票，webhooks 是登记通知地址。',
    en: 'The identifier and the secret are exchanged for a token, good for ten minutes; then ask for another. The scope says what it is for: booking buys, webhooks registers addresses.',
  },
  stepCustomer: { zh: '说明为谁购票', en: 'Say for whom' },
  stepCustomerText: {
    zh: '顾客的编号由你来定，比如你自己系统里的用户号。手机号用来接收取票短信。之后每个请求都用 Marquee-Customer 说明替谁办，顾客之间互相看不到订单。',
    en: 'You choose what the customer is called, such as the number in your own system. The phone receives the pickup code. After that, every request names the customer in Marquee-Customer; customers never see each other’s orders.',
  },
  stepSeats: { zh: '找场次，选座位', en: 'Find a showtime, choose seats' },
  stepSeatsText: {
    zh: '座位图是影院此刻的回答。别在一排里留下单独一个空座，也别拆开情侣座，否则会被拒绝，并说明原因。',
    en: 'The map is what the cinema says right now. Leaving one seat alone in a row or splitting a love seat is refused, and the refusal says which.',
  },
  stepOrder: { zh: '锁座，下单', en: 'Lock, then order' },
  stepOrderText: {
    zh: '锁座后座位在影院那边为你保留，要在 payable_until 之前付款。Idempotency-Key 让重试安全：同一个键再发一次，得到的是第一次的结果。',
    en: 'A lock keeps the seats at the cinema until payable_until. The Idempotency-Key makes repeating safe: the same key again brings the first answer again.',
  },
  stepWebhook: { zh: '接收并验证通知', en: 'Receive webhooks and verify them' },
  stepWebhookText: {
    zh: '先启动一个验证签名的接收程序，再付款。密钥只在登记时给出一次。签名遵循 Standard Webhooks，各种语言都有现成的库。',
    en: 'Start a receiver that checks signatures before paying. The secret is given once, when the address is registered. Signatures follow Standard Webhooks, for which there are libraries in every language.',
  },
  stepPay: { zh: '付款', en: 'Pay' },
  stepPayText: {
    zh: '付款在银行的页面上完成：next_action 给出地址和字段，由顾客的浏览器提交。下面的命令替顾客在演示银行按下“支付”。',
    en: 'Payment happens on the bank’s own page: next_action gives the address and the fields, and the customer’s browser submits them. These commands press the demo bank’s button in the customer’s place.',
  },
  stepTickets: { zh: '取票码', en: 'Read the tickets' },
  stepTicketsText: {
    zh: '付款后平台向影院确认，通常一两秒就出票。影院不肯出票，钱会原路退回，订单变成 refunded。',
    en: 'After the payment the platform confirms with the cinema, usually within a second or two. If the cinema will not, the money goes back the way it came and the order becomes refunded.',
  },
  stepCleanUp: { zh: '查看送达记录，收尾', en: 'Read the log, clean up' },
  stepCleanUpText: {
    zh: '送达记录里有每条通知的内容和对方的回答，没送到的可以再送。最后删除地址，停掉接收程序；每个接入方最多五个地址。',
    en: 'The log holds every message and how it was answered, and anything can be sent again. Then delete the address and stop the receiver; a client may have five addresses.',
  },
  customers: { zh: '替顾客办事', en: 'Acting for customers' },
  customersText: {
    zh: '带上 Marquee-Customer，顾客能用的接口你都能用：订单列表、退票、重发短信、日历文件。没有登记过的编号回答 404，忘了写回答 403 customer_not_named。你只能看到自己的顾客。',
    en: 'With Marquee-Customer, every operation that a customer has is yours: lists of orders, refunds, sending the code again, the calendar file. A customer that was never named is 404, and leaving the header out is 403 customer_not_named. Nobody else’s customers exist for you.',
  },
  people: { zh: '用本站账号登录', en: 'Signing people in' },
  peopleText: {
    zh: '想让用户用本站账号登录你的应用，用授权码加 PKCE：把浏览器带到 /oauth/authorize，用户同意后带着 code 回到你登记的地址，再换成令牌，读 /api/v1/oauth/userinfo。用户随时可以在“我的”里撤回。',
    en: 'To let people sign in to your application with their account here, use the authorization code with PKCE: send the browser to /oauth/authorize; after the person agrees it comes back to your registered address with a code, which is exchanged for a token that reads /api/v1/oauth/userinfo. People can withdraw at any time on their account page.',
  },
  webhooks: { zh: '事件通知', en: 'Webhooks' },
  webhooksText: {
    zh: '通知只带编号和状态，不带任何个人信息，要细节请用接口查。同一条通知可能到达不止一次，顺序也不保证：用 webhook-id 去重，以接口查到的状态为准。',
    en: 'A message carries identifiers and states and nobody’s data; ask the API for the rest. It may come more than once and out of order: tell repetitions by webhook-id, and believe the state that the API gives.',
  },
  event: { zh: '事件', en: 'Event' },
  means: { zh: '含义', en: 'What happened' },
  eventTicketed: { zh: '已出票，可以取票', en: 'The tickets are issued' },
  eventRefunded: { zh: '钱已退回', en: 'The money is back' },
  eventCancelled: {
    zh: '订单没有出票就结束了：取消、超时未付，或场次取消',
    en: 'The order ended without tickets: given up, not paid in time, or its showtime was cancelled',
  },
  eventPaid: { zh: '银行已收到钱', en: 'The bank has the money' },
  eventChanged: {
    zh: '场次有变：时间、影厅、影片或价格',
    en: 'Time, hall, film or prices of a showtime changed',
  },
  eventShowCancelled: { zh: '影院取消了场次', en: 'The cinema cancelled a showtime' },
  eventLock: { zh: '锁座到期，座位已放回', en: 'A seat lock ran out' },
  eventTest: { zh: '手动发送的测试', en: 'A test, sent by hand' },
  signed: {
    zh: '验证时用收到的原始内容，不要先解析再拼回去；时间相差五分钟以上的应当拒绝。更换密钥后，旧密钥再签名 24 小时，最多三个密钥同时签名，认得其中一个即可。',
    en: 'Verify the body as it came, not as you would write it again, and refuse what is more than five minutes old. An old secret signs for 24 hours beside a new one, and three at most sign at once; knowing one is enough.',
  },
  retries: {
    zh: '15 秒内回答 2xx 就算送到。否则在 5 秒、5 分、30 分、2 小时、5 小时、10 小时、14 小时、20 小时、24 小时后再试；429 和 503 的 Retry-After 会被尊重。回答 410 立即停用；五天都送不到也会停用。地址必须是公网的 https，不跟随跳转。',
    en: 'A 2xx within 15 seconds counts as delivered. Otherwise it is tried again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h; Retry-After of a 429 or 503 is respected. 410 switches the address off, and so do five days without success. Addresses are https on the open internet; redirects are not followed.',
  },
  errors: { zh: '错误', en: 'Errors' },
  errorsText: {
    zh: '失败的回答遵循 RFC 9457。程序看 code，它不会变；detail 是给人看的。涉及钱时 money 说明钱怎样了：untouched 没动，taken 已收，being_returned 正在退，unknown 正在核实。',
    en: 'Failures follow RFC 9457. Programs read code, which does not change; detail is for people. Where money is involved, money says what became of it: untouched, taken, being_returned, or unknown while the platform asks.',
  },
  idempotency: { zh: '安全重试', en: 'Repeating safely' },
  idempotencyText: {
    zh: '锁座、下单、付款、退票必须带 Idempotency-Key，24 小时内有效。没收到回答就用同一个键再发，不会买两次、扣两次。同一个键换了内容回答 422；前一次还没办完回答 409 和 Retry-After。',
    en: 'Locks, orders, payments and refunds need an Idempotency-Key, which is kept for 24 hours. If no answer came, send it again with the same key: nothing is bought or charged twice. Another body under the same key is 422; while the first is still running it is 409 with Retry-After.',
  },
  limits: { zh: '限额', en: 'Limits' },
  limitsText: {
    zh: '每分钟请求数和每天订单数按接入方限定，GET /client 能看到限额和用量。超过回答 429，Retry-After 说多久后再来。金额一律是整数分，时间带时区，编号都是字符串。',
    en: 'Requests a minute and orders a day are limited for each client; GET /client tells the limits and what is used. Beyond them it is 429, and Retry-After says when to come back. Amounts are whole fen, times carry their offset, identifiers are text.',
  },
  example: { zh: '完整示例', en: 'A whole example' },
  exampleText: {
    zh: '源码的 examples/buy-ticket 是不到一百行的 TypeScript 程序，类型由 OpenAPI 文档生成，从登录一直到取票码。',
    en: 'examples/buy-ticket in the source is a TypeScript program of under a hundred lines, with types from the OpenAPI document, from signing in to the pickup code.',
  },
  shell: { zh: '终端', en: 'Terminal' },
  httpHead: { zh: '请求头与签名', en: 'Headers and signature' },
  httpProblem: { zh: '回答', en: 'Answer' },
});
