namespace Plumbline.Guardrails.Injection;

/// <summary>The words of German, French, Spanish, Italian, Portuguese and Dutch; of Russian, Chinese, Japanese, Korean and Hindi.</summary>
internal static partial class Lexicon
{
    private static (Sense, string)[] West =>
    [
        (Sense.Drop, "ignoriere ignorieren vergiss vergessen missachte missachten ubergehe verwirf verwerfe ignorez ignorer oublie oubliez oublier negligez ignora ignorar ignoren ignore olvida olvidar olvide olvidate descarta omite ignorare ignorate dimentica dimenticare dimenticate scarta trascura esquece esqueca esquecer desconsidere desconsidera descarte negeer negeren vergeet vergeten neem"),
        (Sense.Prior, "vorherige vorherigen vorigen vorangegangenen vorangehenden bisherigen bisherige obigen obige fruheren ursprunglichen precedentes precedente precedents precedent anterieures anterieurs dessus avant initiales anteriores anterior previas previos arriba iniciales precedenti sopra anteriori iniziali acima iniciais voorgaande vorige eerdere bovenstaande vorhin zuvor"),
        (Sense.All, "alle alles jede samtliche samtlichen toutes tous tout toda todas todos todo tutte tutti tutto tudo al"),
        (Sense.Rule, "anweisungen anweisung instruktionen regeln vorgaben richtlinien befehle anordnungen consignes consigne regles directives ordres instrucciones instruccion reglas ordenes indicaciones directrices istruzioni istruzione regole ordini direttive indicazioni instrucoes instrucao regras ordens diretrizes instructies regels opdrachten aanwijzingen richtlijnen"),
        (Sense.Tell, "sage sag sagen erwahne erwahnen verrate verraten informiere informieren zeige erzahle mitteile mentionne mentionnez dis dites revele revelez informe informez dile digas diga menciones mencionar mencione informes reveles revela dire menzionare menziona informare rivelare rivela diga mencione informe revele vertel vermeld noem onthul informeer"),
        (Sense.Person, "benutzer nutzer anwender utilisateur utilisateurs usuario usuarios utente utenti usuario usuarios gebruiker gebruikers benutzern nutzern"),
        (Sense.Not, "nicht nie niemals kein keine keinen ohne pas jamais sans ne nunca sin jamas non mai senza nao nunca jamais sem niet nooit geen zonder"),
        (Sense.Must, "musst mussen sollst unbedingt bitte dois devez toujours debes debe siempre devi deve sempre deves moet altijd"),
        (Sense.You, "du dein deine deinen deinem ihr ihre ihren sie tu ton ta tes vous votre vos tus usted tuo tua tuoi tue voi seu sua seus suas voce je jouw uw sus"),
        (Sense.Send, "sende senden schicke schicken ubermittle leite hochladen envoie envoyez envoyer transmets transmettez envia enviar envie mandar manda envialos envialo invia inviare inoltra spedisci manda encaminhe verzend verzenden stuur sturen"),
        (Sense.Read, "lies lese zeige gib ausgeben nenne verrate affiche affichez montre donne lis lisez muestra dime lee revela imprime leggi mostra stampa rivela leia mostre exiba lees toon geef imprimelos"),
        (Sense.Secret, "passwort passworter kennwort zugangsdaten geheimnis geheimnisse schlussel identifiants secrets mdp contrasena contrasenas credenciales clave claves secretos credenziali segreti chiavi senha senhas credenciais segredos chaves wachtwoord wachtwoorden geheimen sleutels"),
        (Sense.Disable, "deaktiviere deaktivieren umgehe umgehen desactive desactivez contourne contournez desactiva elude disattiva aggira desative contorne schakel omzeil"),
        (Sense.Guard, "sicherheit sicherheitsregeln filter schutz beschrankungen einschrankungen securite filtres restrictions limites seguridad filtros restricciones limites sicurezza filtri restrizioni limiti seguranca restricoes veiligheid beperkingen"),
        (Sense.Now, "ab jetzt nun desormais maintenant ahora adesso ora agora vanaf nu"),
        (Sense.Become, "verhalte agiere spiele agis agissez comporte actua comportate finge agisci fingi aja finja gedraag"),
        (Sense.Link, "und dann et puis y luego e poi en dan"),
        (Sense.Inner, "systemprompt"),
        (Sense.Reply, "declara di responde dis reponds declare sag antworte rispondi zeg antwoord diga responda"),
    ];

    private static (Sense, string)[] East =>
    [
        (Sense.Drop, "игнорируй игнорируйте игнорировать проигнорируй проигнорируйте забудь забудьте забыть отбрось не_учитывай 忽略 无视 忘记 忘掉 不要理会 不理会 無視 無視して 忘れて 無視し 忽視 무시하고 무시해 무시하세요 무시하라 잊어 अनदेखी अनदेखा تجاهل انس تجاهلي αγνοησε αγνοηστε ξεχασε abaikan lupakan zignoruj zapomnij"),
        (Sense.Prior, "предыдущие предыдущих предыдущую прошлые прошлых вышеуказанные прежние ранее 之前 以上 先前 前面 上述 此前 上面 以前 以前の 前の 上記 上記の これまで これまでの 以前所有 이전 위의 पिछले السابقة أعلاه السابق προηγουμενες παραπανω sebelumnya poprzednie"),
        (Sense.All, "все всех всё любые 所有 全部 一切 任何 すべて すべての 全て 全ての 모든 सभी"),
        (Sense.Rule, "инструкции инструкций указания правила команды приказы 指令 指示 提示 规则 說明 说明 命令 规定 要求 提示词 設定 ルール 命令を 指示を プロンプト 지시 지시를 지침 지침을 명령 निर्देशों निर्देश التعليمات تعليمات الأوامر οδηγιες instruksi perintah instrukcje polecenia"),
        (Sense.Tell, "говори говорите сообщай сообщайте упоминай упоминайте рассказывай раскрывай 告诉 告知 提及 透露 通知 提醒 伝え 知らせ 言わ 教え 言及"),
        (Sense.Person, "пользователю пользователь пользователя 用户 使用者 ユーザー ユーザ 利用者"),
        (Sense.Not, "не никогда без нельзя 不要 不得 别 切勿 禁止 不能 勿 ないで ない でください"),
        (Sense.Must, "должен должны обязательно всегда 必须 务必 一定 请 必ず"),
        (Sense.You, "ты вы твои твой ваши ваш вас 你 您 你的 您的 あなた あなたは あなたの"),
        (Sense.Send, "отправь отправьте отправить перешли передай 发送 上传 转发 发到 发给 送信 送って アップロード"),
        (Sense.Read, "прочитай прочитайте покажи покажите выведи напечатай 读取 打印 输出 显示 泄露 获取 読み取 読み込 表示 出力 教えて"),
        (Sense.Secret, "пароль пароли токен токены секреты ключи 密码 密钥 凭证 凭据 令牌 パスワード 秘密鍵 認証情報 トークン"),
        (Sense.Disable, "отключи отключите обойди обойдите 禁用 关闭 绕过 解除 無効 無効に 回避"),
        (Sense.Guard, "безопасность фильтры ограничения 安全 过滤 限制 审查 制限 フィルター 安全性"),
        (Sense.Now, "теперь отныне 现在 从现在 今から 今後"),
        (Sense.Inner, "системный системные 系统 システム"),
        (Sense.Free, "不受限制 无限制 無制限"),
        (Sense.Link, "и затем потом 并 然后 そして"),
    ];
}
